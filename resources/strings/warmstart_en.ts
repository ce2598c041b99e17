<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en">
<context>
    <name>canvas</name>
    <message numerus="yes">
        <source>Group %1: %n node(s), %2</source>
        <comment>title, state</comment>
        <translation>
            <numerusform>Group %1: %n node, %2</numerusform>
            <numerusform>Group %1: %n nodes, %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n problem</numerusform>
            <numerusform>%n problems</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node(s)</source>
        <comment>of a group</comment>
        <translation>
            <numerusform>%n node</numerusform>
            <numerusform>%n nodes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>compare</name>
    <message numerus="yes">
        <source>Seeds in pairs: %n; %1 %2 each.</source>
        <translation>
            <numerusform>Seeds in pairs: %n; %1 %2 each.</numerusform>
            <numerusform>Seeds in pairs: %n; %1 %2 each.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::CanvasActs</name>
    <message numerus="yes">
        <source>Delete %n items</source>
        <translation>
            <numerusform>Delete %n item</numerusform>
            <numerusform>Delete %n items</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::Chart</name>
    <message numerus="yes">
        <source>%n curves: %1. %2 from %3 to %4, %5 from %6 to %7.</source>
        <translation>
            <numerusform>%n curve: %1. %2 from %3 to %4, %5 from %6 to %7.</numerusform>
            <numerusform>%n curves: %1. %2 from %3 to %4, %5 from %6 to %7.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::DataPage</name>
    <message numerus="yes">
        <source>%1; %n such row(s) were set aside.</source>
        <translation>
            <numerusform>%1; %n such row was set aside.</numerusform>
            <numerusform>%1; %n such rows were set aside.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::ExamplePanel</name>
    <message numerus="yes">
        <source>%1 is right more often than %2 (rows: %n)</source>
        <translation>
            <numerusform>%1 is right more often than %2 (%n row)</numerusform>
            <numerusform>%1 is right more often than %2 (%n rows)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>cut off after %n piece(s)</source>
        <translation>
            <numerusform>cut off after %n piece</numerusform>
            <numerusform>cut off after %n pieces</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Worst of %1: wrong in some seed (rows: %n)</source>
        <translation>
            <numerusform>Worst of %1: wrong in some seed (%n row)</numerusform>
            <numerusform>Worst of %1: wrong in some seed (%n rows)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::FormatPage</name>
    <message numerus="yes">
        <source>%n column(s)</source>
        <translation>
            <numerusform>%n column</numerusform>
            <numerusform>%n columns</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) read</source>
        <translation>
            <numerusform>%n row read</numerusform>
            <numerusform>%n rows read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n set aside: </source>
        <translation>
            <numerusform>%n set aside: </numerusform>
            <numerusform>%n set aside: </numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::LivePlots</name>
    <message numerus="yes">
        <source>%n points</source>
        <translation>
            <numerusform>%n point</numerusform>
            <numerusform>%n points</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::MainWindow</name>
    <message numerus="yes">
        <source>%1 was open when Warmstart ended: %n edits can be recovered.</source>
        <translation>
            <numerusform>%1 was open when Warmstart ended: %n edit can be recovered.</numerusform>
            <numerusform>%1 was open when Warmstart ended: %n edits can be recovered.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n jobs wait in the queue.</source>
        <translation>
            <numerusform>%n job waits in the queue.</numerusform>
            <numerusform>%n jobs wait in the queue.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::ModelTableModel</name>
    <message numerus="yes">
        <source>%n class(es)</source>
        <translation>
            <numerusform>%n class</numerusform>
            <numerusform>%n classes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::ModelsPage</name>
    <message numerus="yes">
        <source>%1: parity %2 on %n test row(s).</source>
        <translation>
            <numerusform>%1: parity %2 on %n test row.</numerusform>
            <numerusform>%1: parity %2 on %n test rows.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::OutlineModel</name>
    <message numerus="yes">
        <source>%1, %n node(s)</source>
        <translation>
            <numerusform>%1, %n node</numerusform>
            <numerusform>%1, %n nodes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n problem</numerusform>
            <numerusform>%n problems</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::PassportView</name>
    <message numerus="yes">
        <source>and %n more class(es)</source>
        <translation>
            <numerusform>and %n more class</numerusform>
            <numerusform>and %n more classes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) without a label</source>
        <translation>
            <numerusform>%n row without a label</numerusform>
            <numerusform>%n rows without a label</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n test text(s) nearly repeat training or validation texts; scores would be too high.</source>
        <translation>
            <numerusform>%n test text nearly repeats a training or validation text; scores would be too high.</numerusform>
            <numerusform>%n test texts nearly repeat training or validation texts; scores would be too high.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n near copies were taken out of validation and test.</source>
        <translation>
            <numerusform>%n near copy was taken out of validation and test.</numerusform>
            <numerusform>%n near copies were taken out of validation and test.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::PipelineScene</name>
    <message numerus="yes">
        <source>Move %n nodes</source>
        <translation>
            <numerusform>Move %n node</numerusform>
            <numerusform>Move %n nodes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::Properties</name>
    <message numerus="yes">
        <source>%n node(s) selected</source>
        <translation>
            <numerusform>%n node selected</numerusform>
            <numerusform>%n nodes selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Part of %n arm(s)</source>
        <translation>
            <numerusform>Part of %n arm</numerusform>
            <numerusform>Part of %n arms</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::RunsPage</name>
    <message numerus="yes">
        <source>%n more seeds</source>
        <translation>
            <numerusform>%n more seed</numerusform>
            <numerusform>%n more seeds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::SplitView</name>
    <message numerus="yes">
        <source>%n row(s) that nearly repeat an earlier one were taken out.</source>
        <translation>
            <numerusform>%n row that nearly repeats an earlier one was taken out.</numerusform>
            <numerusform>%n rows that nearly repeat an earlier one were taken out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::TokensView</name>
    <message numerus="yes">
        <source>%n piece(s)</source>
        <translation>
            <numerusform>%n piece</numerusform>
            <numerusform>%n pieces</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n word(s) not known</source>
        <translation>
            <numerusform>%n word not known</numerusform>
            <numerusform>%n words not known</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>cut off after %n</source>
        <translation>
            <numerusform>cut off after %n</numerusform>
            <numerusform>cut off after %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::VerdictCard</name>
    <message numerus="yes">
        <source>Run %n more seeds</source>
        <translation>
            <numerusform>Run %n more seed</numerusform>
            <numerusform>Run %n more seeds</numerusform>
        </translation>
    </message>
</context>
</TS>
