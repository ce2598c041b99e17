<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>CompareCharts</name>
    <message>
        <source>Budget</source>
        <translation>预算</translation>
    </message>
    <message>
        <source>Labels of the target</source>
        <translation>目标标注数</translation>
    </message>
    <message>
        <source>Ratings revealed</source>
        <translation>可见评分数</translation>
    </message>
    <message>
        <source>%1, %</source>
        <translation>%1，%</translation>
    </message>
    <message>
        <source>%1 (n = %2)</source>
        <translation>%1（n = %2）</translation>
    </message>
    <message>
        <source>There is no budget along which this could be drawn.</source>
        <translation>没有可用来绘制此图的预算。</translation>
    </message>
    <message>
        <source>Below zero: negative transfer</source>
        <translation>低于零：负迁移</translation>
    </message>
    <message>
        <source>Gain over the control</source>
        <translation>相对对照的增益</translation>
    </message>
    <message>
        <source>No arm has a control, so no gain can be drawn.</source>
        <translation>没有方案带有对照，因此无法绘制增益。</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>%1: mean over seeds, 95 % interval</source>
        <translation>%1：各随机种子的均值，95 % 区间</translation>
    </message>
    <message>
        <source>%1 against the time of a run</source>
        <translation>%1 与一次运行用时</translation>
    </message>
    <message>
        <source>No run has told how long it took.</source>
        <translation>没有任何运行记录用时。</translation>
    </message>
    <message>
        <source>Time of a run, mean over seeds</source>
        <translation>一次运行的用时，随机种子的均值</translation>
    </message>
</context>
<context>
    <name>CompareTables</name>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>one result</source>
        <translation>一个结果</translation>
    </message>
    <message>
        <source>One result stands for all seeds; there is no interval.</source>
        <translation>所有随机种子只有同一个结果；没有区间。</translation>
    </message>
    <message>
        <source>Reference: %1</source>
        <translation>参考：%1</translation>
    </message>
    <message>
        <source>Class: %1</source>
        <translation>类别：%1</translation>
    </message>
    <message>
        <source>Characters: %1</source>
        <translation>字符数：%1</translation>
    </message>
    <message>
        <source>From: %1</source>
        <translation>来源：%1</translation>
    </message>
    <message>
        <source>Arm</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>Budget</source>
        <translation>预算</translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>95 % CI</source>
        <translation>95 % 置信区间</translation>
    </message>
    <message>
        <source>Labels of the target that the arm was shown</source>
        <translation>方案可见的目标标注数</translation>
    </message>
    <message>
        <source>Results that differ: one where the seed changes nothing</source>
        <translation>不同结果的个数：随机种子不产生影响时为一个</translation>
    </message>
    <message>
        <source>Mean over seeds, on test rows; shares in per cent</source>
        <translation>在测试行上对随机种子取的均值；比例以百分数表示</translation>
    </message>
    <message>
        <source>t interval over seeds</source>
        <translation>对随机种子的 t 区间</translation>
    </message>
    <message>
        <source>ECE</source>
        <translation>ECE</translation>
    </message>
    <message>
        <source>%1: mean over seeds; the tip of a cell gives its interval</source>
        <translation>%1：对随机种子的均值；单元格提示中给出其区间</translation>
    </message>
    <message>
        <source>Gain</source>
        <translation>增益</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>耗时</translation>
    </message>
    <message>
        <source>Over the arm&apos;s own control, on %1; + is the good direction</source>
        <translation>按 %1 计，相对该方案自身的对照；+ 表示更好</translation>
    </message>
    <message>
        <source>Paired bootstrap over seeds and rows</source>
        <translation>对随机种子与行的配对自助法</translation>
    </message>
    <message>
        <source>Model on the disk</source>
        <translation>模型占用的磁盘空间</translation>
    </message>
    <message>
        <source>Of every step that a run rests on, mean over seeds</source>
        <translation>运行所依赖的全部步骤的耗时，对随机种子取均值</translation>
    </message>
    <message>
        <source>Rows of</source>
        <translation>行所属</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>Fewer than 30 rows: too few to lean on.</source>
        <translation>少于 30 行：太少，不足为据。</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Truth</source>
        <translation>真实类别</translation>
    </message>
    <message>
        <source>%1 says</source>
        <translation>%1 的回答</translation>
    </message>
    <message>
        <source>Right in</source>
        <translation>答对次数</translation>
    </message>
    <message>
        <source>(text no longer kept)</source>
        <translation>（文本已不再保留）</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Mean probability of the true class: %1 %</source>
        <translation>真实类别的平均概率：%1 %</translation>
    </message>
    <message>
        <source>Test rows of the class or slice</source>
        <translation>该类别或切片的测试行</translation>
    </message>
    <message>
        <source>%1 of A</source>
        <translation>A 的%1</translation>
    </message>
    <message>
        <source>%1 of B</source>
        <translation>B 的%1</translation>
    </message>
    <message>
        <source>A minus B</source>
        <translation>A 减 B</translation>
    </message>
    <message>
        <source>A: %1</source>
        <translation>A：%1</translation>
    </message>
    <message>
        <source>B: %1</source>
        <translation>B：%1</translation>
    </message>
    <message>
        <source>Difference of the means</source>
        <translation>均值之差</translation>
    </message>
</context>
<context>
    <name>DifferenceTable</name>
    <message>
        <source>Reads</source>
        <translation>读取</translation>
    </message>
    <message>
        <source>Same options</source>
        <translation>选项相同</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Differs in</source>
        <translation>差异项</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
</context>
<context>
    <name>DurationTicker</name>
    <message>
        <source>%1 h</source>
        <translation>%1 小时</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
</context>
<context>
    <name>QObject</name>
    <message>
        <source>none</source>
        <comment>no column is chosen</comment>
        <translation>无</translation>
    </message>
    <message>
        <source>choose one</source>
        <comment>in an empty field with a list</comment>
        <translation>请选择</translation>
    </message>
    <message>
        <source>add, then Enter</source>
        <translation>输入后按 Enter 添加</translation>
    </message>
    <message>
        <source>yes</source>
        <comment>value of an option</comment>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <comment>value of an option</comment>
        <translation>否</translation>
    </message>
    <message>
        <source>Add a range</source>
        <translation>添加范围</translation>
    </message>
    <message>
        <source>log</source>
        <translation>对数</translation>
    </message>
    <message>
        <source>Node to search</source>
        <translation>要搜索的节点</translation>
    </message>
    <message>
        <source>Option to search</source>
        <translation>要搜索的选项</translation>
    </message>
    <message>
        <source>Values to try</source>
        <translation>要尝试的值</translation>
    </message>
    <message>
        <source>Values, as in 1, 2, 4, or an interval, as in 1e-5 .. 1e-3</source>
        <translation>取值，如 1, 2, 4；或区间，如 1e-5 .. 1e-3</translation>
    </message>
    <message>
        <source>Remove this range</source>
        <translation>移除此范围</translation>
    </message>
</context>
<context>
    <name>RunFilter</name>
    <message>
        <source>There is no field &quot;%1&quot;. Did you mean &quot;%2&quot;?</source>
        <translation>没有字段“%1”。您是否想用“%2”？</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is a number: compare it with =, &lt;, &gt; or !=.</source>
        <translation>“%1”是数字：请用 =、&lt;、&gt; 或 != 比较。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; needs a number behind %2.</source>
        <translation>“%1”的 %2 后面需要一个数字。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is a text: compare it with =, != or ~.</source>
        <translation>“%1”是文本：请用 =、!= 或 ~ 比较。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; needs a text behind %2.</source>
        <translation>“%1”的 %2 后面需要一段文本。</translation>
    </message>
</context>
<context>
    <name>WaiverDialog</name>
    <message>
        <source>Waive with a reason</source>
        <translation>附理由豁免</translation>
    </message>
    <message>
        <source>%1
Why is that right here? The reason stands in the file and in every report.</source>
        <translation>%1
为什么在这里是对的？理由会写入文件和每份报告。</translation>
    </message>
    <message>
        <source>Waive</source>
        <translation>豁免</translation>
    </message>
</context>
<context>
    <name>actions</name>
    <message>
        <source>&amp;New pipeline</source>
        <translation>新建流程(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Open...</source>
        <translation>打开(&amp;O)...</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Save a &amp;copy...</source>
        <translation>另存副本(&amp;C)...</translation>
    </message>
    <message>
        <source>&amp;Import data...</source>
        <translation>导入数据(&amp;I)...</translation>
    </message>
    <message>
        <source>Se&amp;ttings...</source>
        <translation>设置(&amp;T)...</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>粘贴(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Duplicate</source>
        <translation>创建副本(&amp;D)</translation>
    </message>
    <message>
        <source>De&amp;lete</source>
        <translation>删除(&amp;L)</translation>
    </message>
    <message>
        <source>Re&amp;name</source>
        <translation>重命名(&amp;N)</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>全选(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Find</source>
        <translation>查找(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Welcome</source>
        <translation>欢迎(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Data</source>
        <translation>数据(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Pipeline</source>
        <translation>流程(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Runs</source>
        <translation>运行(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>对比(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Models</source>
        <translation>模型(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;All commands...</source>
        <translation>所有命令(&amp;A)...</translation>
    </message>
    <message>
        <source>&amp;Add a node...</source>
        <translation>添加节点(&amp;A)...</translation>
    </message>
    <message>
        <source>Add the &amp;twin without transfer</source>
        <translation>添加无迁移的对照孪生(&amp;T)</translation>
    </message>
    <message>
        <source>Arrange auto&amp;matically</source>
        <translation>自动排列(&amp;M)</translation>
    </message>
    <message>
        <source>Zoom to &amp;fit</source>
        <translation>缩放以适应(&amp;F)</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>放大(&amp;I)</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>缩小(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Next problem</source>
        <translation>下一个问题(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Previous problem</source>
        <translation>上一个问题(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Run...</source>
        <translation>运行(&amp;R)...</translation>
    </message>
    <message>
        <source>Run at &amp;once</source>
        <translation>立即运行(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>停止(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Compare the last job</source>
        <translation>对比上一个作业(&amp;C)</translation>
    </message>
    <message>
        <source>Write the &amp;report</source>
        <translation>生成报告(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Export...</source>
        <translation>导出(&amp;E)...</translation>
    </message>
    <message>
        <source>Copy the pipeline as &amp;Mermaid</source>
        <translation>将流程复制为 Mermaid(&amp;M)</translation>
    </message>
    <message>
        <source>Copy as &amp;command</source>
        <translation>复制为命令(&amp;C)</translation>
    </message>
    <message>
        <source>Open the &amp;workspace folder</source>
        <translation>打开工作区文件夹(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;About Warmstart</source>
        <translation>关于 Warmstart(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>运行(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>工具(&amp;T)</translation>
    </message>
    <message>
        <source>Reset la&amp;yout</source>
        <translation>重置布局(&amp;Y)</translation>
    </message>
    <message>
        <source>Prop&amp;erties</source>
        <translation>属性(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>全屏(&amp;F)</translation>
    </message>
    <message>
        <source>F&amp;ocus mode</source>
        <translation>专注模式(&amp;O)</translation>
    </message>
    <message>
        <source>A&amp;ctual size</source>
        <translation>实际大小(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Keys...</source>
        <translation>快捷键(&amp;K)...</translation>
    </message>
    <message>
        <source>Save &amp;diagnostics...</source>
        <translation>保存诊断信息(&amp;D)...</translation>
    </message>
    <message>
        <source>A&amp;dd a note</source>
        <translation>添加便笺(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Group</source>
        <translation>编组(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Ungroup</source>
        <translation>取消编组(&amp;U)</translation>
    </message>
</context>
<context>
    <name>canvas</name>
    <message>
        <source>Encoder</source>
        <translation>编码器</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>训练配方</translation>
    </message>
    <message>
        <source>Trained</source>
        <translation>已训练模型</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Metrics</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>%1 or %2</source>
        <comment>port types</comment>
        <translation>%1 或 %2</translation>
    </message>
    <message>
        <source>%1 %2 %</source>
        <comment>running 41 %</comment>
        <translation>%1 %2 %</translation>
    </message>
    <message>
        <source>%1, %2 steps</source>
        <comment>done, 12/40 steps</comment>
        <translation>%1，%2 步</translation>
    </message>
    <message>
        <source>It has not run since the pipeline was opened.</source>
        <translation>流程打开后尚未运行过。</translation>
    </message>
    <message>
        <source>Edited since it ran; Run brings it up to date.</source>
        <translation>运行后有改动；点“运行”即可更新。</translation>
    </message>
    <message>
        <source>%1: %2. %3</source>
        <comment>node: state. reason</comment>
        <translation>%1：%2。%3</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Gives %1 (%2)</source>
        <translation>输出 %1（%2）</translation>
    </message>
    <message>
        <source>Takes %1 (%2)</source>
        <translation>接收 %1（%2）</translation>
    </message>
    <message>
        <source>Takes %1 (%2), may stay open</source>
        <translation>接收 %1（%2），可不连接</translation>
    </message>
    <message numerus="yes">
        <source>Group %1: %n node(s), %2</source>
        <comment>title, state</comment>
        <translation>
            <numerusform>分组 %1：%n 个节点，%2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n 个问题</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node(s)</source>
        <comment>of a group</comment>
        <translation>
            <numerusform>%n 个节点</numerusform>
        </translation>
    </message>
    <message>
        <source>Note: %1</source>
        <translation>便笺：%1</translation>
    </message>
</context>
<context>
    <name>compare</name>
    <message>
        <source>%1: %2 against %3.</source>
        <translation>%1：%2 对 %3。</translation>
    </message>
    <message numerus="yes">
        <source>Seeds in pairs: %n; %1 %2 each.</source>
        <translation>
            <numerusform>成对的随机种子：%n；每个 %1 %2。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 % interval %2 to %3.</source>
        <translation>%1 % 区间 %2 至 %3。</translation>
    </message>
    <message>
        <source>Interval: paired bootstrap over seeds and %1.</source>
        <translation>区间：对随机种子与样本（单位：%1）做配对自助法。</translation>
    </message>
    <message>
        <source>p = %1, paired t over seeds, Holm over %2 planned comparisons.</source>
        <translation>p = %1，对随机种子的配对 t 检验，对 %2 项计划比较作 Holm 校正。</translation>
    </message>
    <message>
        <source>p: paired t over seeds.</source>
        <translation>p：对随机种子的配对 t 检验。</translation>
    </message>
</context>
<context>
    <name>desktop</name>
    <message>
        <source>Files of a later start cannot reach this window: %1. Open them from its File menu.</source>
        <translation>之后启动时给出的文件无法传到此窗口：%1。请从此窗口的“文件”菜单打开。</translation>
    </message>
</context>
<context>
    <name>edits</name>
    <message>
        <source>%1 (twin)</source>
        <translation>%1（对照孪生）</translation>
    </message>
    <message>
        <source>%1, no transfer</source>
        <translation>%1，无迁移</translation>
    </message>
    <message>
        <source>%1, nothing pretrained</source>
        <translation>%1，无预训练</translation>
    </message>
</context>
<context>
    <name>engine</name>
    <message>
        <source>&quot;%1&quot; cannot be the name of a dataset.</source>
        <translation>“%1”不能用作数据集名称。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be the name of a model.</source>
        <translation>“%1”不能用作模型名称。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not of the form node.option=value.</source>
        <translation>“%1”不符合 node.option=value 的形式。</translation>
    </message>
    <message>
        <source>%1 %2 is out of range: this encoder has %3.</source>
        <translation>%1 %2 超出范围：此编码器只有 %3 个。</translation>
    </message>
    <message>
        <source>%1 and %2 are equal within %3 (%4 % CI %5 to %6).</source>
        <translation>%1 与 %2 在 %3 以内等同（%4 % 置信区间 %5 至 %6）。</translation>
    </message>
    <message>
        <source>%1 and %2 are equal within %3 points (%4 % CI %5 to %6).</source>
        <translation>%1 与 %2 在 %3 个百分点以内等同（%4 % 置信区间 %5 至 %6）。</translation>
    </message>
    <message>
        <source>%1 and %2 do not have the same classes.</source>
        <translation>%1 与 %2 的类别不同。</translation>
    </message>
    <message>
        <source>%1 cannot be opened.</source>
        <translation>无法打开 %1。</translation>
    </message>
    <message>
        <source>%1 cannot be read as %2.</source>
        <translation>%1 无法按 %2 读取。</translation>
    </message>
    <message>
        <source>%1 cannot be read or written.</source>
        <translation>%1 无法读取或写入。</translation>
    </message>
    <message>
        <source>%1 cannot be read.</source>
        <translation>无法读取 %1。</translation>
    </message>
    <message>
        <source>%1 cannot be recomputed from predicted classes: %2 has no values per %3.</source>
        <translation>无法由预测类别重新计算 %1：%2 没有按 %3 计的值。</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2.</source>
        <translation>无法写入 %1：%2。</translation>
    </message>
    <message>
        <source>%1 cannot search %2: it decides which rows are learnt from and judged.</source>
        <translation>%1 不能搜索 %2：它决定用哪些行学习、用哪些行评判。</translation>
    </message>
    <message>
        <source>%1 cannot try that: %2</source>
        <translation>%1 不能尝试该值：%2</translation>
    </message>
    <message>
        <source>%1 could not be read or written.</source>
        <translation>未能读取或写入 %1。</translation>
    </message>
    <message>
        <source>%1 does not beat %2 (%3 vs %4).</source>
        <translation>%1 未超过 %2（%3 对 %4）。</translation>
    </message>
    <message>
        <source>%1 does not hold an object.</source>
        <translation>%1 中不是一个对象。</translation>
    </message>
    <message>
        <source>%1 does not vary with the seed: one run, not %2.</source>
        <translation>%1 不随随机种子变化：应为一次运行，而不是 %2 次。</translation>
    </message>
    <message>
        <source>%1 exists already; nothing was written.</source>
        <translation>%1 已存在；未写入任何内容。</translation>
    </message>
    <message>
        <source>%1 failed inside a library.</source>
        <translation>%1 在某个库的内部失败。</translation>
    </message>
    <message>
        <source>%1 finds no encoder to go back to.</source>
        <translation>%1 找不到可以回到的编码器。</translation>
    </message>
    <message>
        <source>%1 gives one answer to every row in %2 of %3 seeds.</source>
        <translation>%1 在 %3 个随机种子中的 %2 个里对所有行给出同一答案。</translation>
    </message>
    <message>
        <source>%1 goes back to the whole encoder; the student of %2 is smaller, so more than the transfer differs.</source>
        <translation>%1 会回到完整的编码器；而 %2 的学生更小，因此差别不只在于迁移。</translation>
    </message>
    <message>
        <source>%1 has %2 columns; %3 are the most that can be read.</source>
        <translation>%1 有 %2 列；最多只能读取 %3 列。</translation>
    </message>
    <message>
        <source>%1 has no %2 (%3).</source>
        <translation>%1 缺少 %2（%3）。</translation>
    </message>
    <message>
        <source>%1 has no classification head, so labels give no loss.</source>
        <translation>%1 没有分类头，因此标签得不到损失。</translation>
    </message>
    <message>
        <source>%1 has no column &quot;%2&quot;; it has %3. Name the text column with --text.</source>
        <translation>%1 没有名为“%2”的列；现有列为 %3。请用 --text 指定文本列。</translation>
    </message>
    <message>
        <source>%1 has no random twin, since it was never pretrained.</source>
        <translation>%1 没有随机对照孪生，因为它从未预训练过。</translation>
    </message>
    <message>
        <source>%1 has no rows.</source>
        <translation>%1 没有任何行。</translation>
    </message>
    <message>
        <source>%1 has no scored row.</source>
        <translation>%1 没有已评估的行。</translation>
    </message>
    <message>
        <source>%1 has nothing to compare: no arm that it reads has a control.</source>
        <translation>%1 没有可比较的内容：它读取的方案都没有对照。</translation>
    </message>
    <message>
        <source>%1 has nothing to try: it names no range.</source>
        <translation>%1 没有可尝试的内容：未指定任何范围。</translation>
    </message>
    <message>
        <source>%1 has the type %2, which safetensors files do not hold.</source>
        <translation>%1 的类型是 %2，safetensors 文件不支持。</translation>
    </message>
    <message>
        <source>%1 holds no classifier of ours: it lacks a usable warmstart.json.</source>
        <translation>%1 中没有本程序的分类器：缺少可用的 warmstart.json。</translation>
    </message>
    <message>
        <source>%1 holds no tokenizer to copy.</source>
        <translation>%1 中没有可复制的分词器。</translation>
    </message>
    <message>
        <source>%1 ids were given for rows of %2 tokens together.</source>
        <translation>给出了 %1 个 id，而各行共有 %2 个词元。</translation>
    </message>
    <message>
        <source>%1 is a database of another program.</source>
        <translation>%1 是其他程序的数据库。</translation>
    </message>
    <message>
        <source>%1 is ahead of %2 by %3 (%4 % CI %5 to %6), but the gain may be below the %7 that matters.</source>
        <translation>%1 比 %2 领先 %3（%4 % 置信区间 %5 至 %6），但增益可能低于有意义的 %7。</translation>
    </message>
    <message>
        <source>%1 is ahead of %2 by %3 points (%4 % CI %5 to %6), but the gain may be below the %7 that matters.</source>
        <translation>%1 比 %2 领先 %3 个百分点（%4 % 置信区间 %5 至 %6），但增益可能低于有意义的 %7。</translation>
    </message>
    <message>
        <source>%1 is better than %2 on %3: +%4 (%5 % CI %6 to %7; %8 seeds, %9 %10; p = %11, Holm over %12 planned).</source>
        <translation>在 %3 上，%1 优于 %2：+%4（%5 % 置信区间 %6 至 %7；%8 个随机种子，%9 %10；p = %11，对 %12 项计划比较作 Holm 校正）。</translation>
    </message>
    <message>
        <source>%1 is better than %2 on %3: +%4 points (%5 % CI %6 to %7; %8 seeds, %9 %10; p = %11, Holm over %12 planned).</source>
        <translation>在 %3 上，%1 优于 %2：+%4 个百分点（%5 % 置信区间 %6 至 %7；%8 个随机种子，%9 %10；p = %11，对 %12 项计划比较作 Holm 校正）。</translation>
    </message>
    <message>
        <source>%1 is damaged or is no Arrow file.</source>
        <translation>%1 已损坏，或不是 Arrow 文件。</translation>
    </message>
    <message>
        <source>%1 is damaged.</source>
        <translation>%1 已损坏。</translation>
    </message>
    <message>
        <source>%1 is damaged: %2 must be %3.</source>
        <translation>%1 已损坏：%2 必须是 %3。</translation>
    </message>
    <message>
        <source>%1 is damaged: import the dataset again.</source>
        <translation>%1 已损坏：请重新导入数据集。</translation>
    </message>
    <message>
        <source>%1 is damaged: it lacks the token %2.</source>
        <translation>%1 已损坏：缺少词元 %2。</translation>
    </message>
    <message>
        <source>%1 is damaged: line %2 is not UTF-8.</source>
        <translation>%1 已损坏：第 %2 行不是 UTF-8。</translation>
    </message>
    <message>
        <source>%1 is empty.</source>
        <translation>%1 为空。</translation>
    </message>
    <message>
        <source>%1 is larger than %2 bytes.</source>
        <translation>%1 大于 %2 字节。</translation>
    </message>
    <message>
        <source>%1 is no network whose states could be read.</source>
        <translation>%1 不是可读取其状态的网络。</translation>
    </message>
    <message>
        <source>%1 is not a JSON string.</source>
        <translation>%1 不是 JSON 字符串。</translation>
    </message>
    <message>
        <source>%1 is not a file.</source>
        <translation>%1 不是文件。</translation>
    </message>
    <message>
        <source>%1 is not a run log.</source>
        <translation>%1 不是运行日志。</translation>
    </message>
    <message>
        <source>%1 is not a table of Warmstart.</source>
        <translation>%1 不是 Warmstart 的表。</translation>
    </message>
    <message>
        <source>%1 is not a usable safetensors file. Byte 0: %2.</source>
        <translation>%1 不是可用的 safetensors 文件。字节 0：%2。</translation>
    </message>
    <message>
        <source>%1 is not the data this pipeline was made with: its content has another fingerprint.</source>
        <translation>%1 不是创建此流程时所用的数据：其内容的指纹不同。</translation>
    </message>
    <message>
        <source>%1 is not usable JSON: %2.</source>
        <translation>%1 不是可用的 JSON：%2。</translation>
    </message>
    <message>
        <source>%1 is not valid JSON: line %2, column %3.</source>
        <translation>%1 不是有效的 JSON：第 %2 行，第 %3 列。</translation>
    </message>
    <message>
        <source>%1 is open for reading only.</source>
        <translation>%1 以只读方式打开。</translation>
    </message>
    <message>
        <source>%1 is the name of a built-in dataset. Choose another.</source>
        <translation>%1 是内置数据集的名称。请另选一个。</translation>
    </message>
    <message>
        <source>%1 is there already; choose another folder.</source>
        <translation>%1 已存在；请另选文件夹。</translation>
    </message>
    <message>
        <source>%1 is too large to be converted from %2 (over 1 GiB): save it as UTF-8.</source>
        <translation>%1 太大，无法从 %2 转换（超过 1 GiB）：请保存为 UTF-8。</translation>
    </message>
    <message>
        <source>%1 keeps no user: its least number of ratings is above its most.</source>
        <translation>%1 没有保留任何用户：其最少评分数大于最多评分数。</translation>
    </message>
    <message>
        <source>%1 lacks the head that gives the classes.</source>
        <translation>%1 缺少给出类别的分类头。</translation>
    </message>
    <message>
        <source>%1 leaves no rows to test on: its shares add up to 1.</source>
        <translation>%1 没有留下测试行：其各份占比之和为 1。</translation>
    </message>
    <message>
        <source>%1 names no dataset.</source>
        <translation>%1 未指定数据集。</translation>
    </message>
    <message>
        <source>%1 needs %2 here; %3 gives %4.</source>
        <translation>%1 此处需要 %2；而 %3 给出的是 %4。</translation>
    </message>
    <message>
        <source>%1 of %2 already comes from %3.</source>
        <translation>%2 的 %1 已来自 %3。</translation>
    </message>
    <message>
        <source>%1 predictions do not fit %2 rows.</source>
        <translation>%1 个预测与 %2 行不符。</translation>
    </message>
    <message>
        <source>%1 predicts one class only; its result is not counted.</source>
        <translation>%1 只预测一个类别；其结果不计入。</translation>
    </message>
    <message>
        <source>%1 reads the layer &quot;%2&quot;; it takes last, or a number from 0 to 48.</source>
        <translation>%1 读取的层为“%2”；应为 last 或 0 到 48 之间的数字。</translation>
    </message>
    <message>
        <source>%1 rows of features have %2 labels.</source>
        <translation>%1 行特征却有 %2 条标注。</translation>
    </message>
    <message>
        <source>%1 rows were scored by the one, %2 by the other</source>
        <translation>前者评估了 %1 行，后者评估了 %2 行</translation>
    </message>
    <message>
        <source>%1 scores all items alike or NaN; its ranking is not counted.</source>
        <translation>%1 对所有物品打分相同或为 NaN；其排序不计入。</translation>
    </message>
    <message>
        <source>%1 scores do not fit %2 items.</source>
        <translation>%1 个得分与 %2 个物品不符。</translation>
    </message>
    <message>
        <source>%1 searches the node &quot;%2&quot;, which is not above it.</source>
        <translation>%1 搜索节点“%2”，但该节点不在其上游。</translation>
    </message>
    <message>
        <source>%1 tasks of this size are too many to be kept: they hold %2 rows, %3 are the most.</source>
        <translation>%1 个这样大小的任务太多，无法保存：共含 %2 行，最多 %3 行。</translation>
    </message>
    <message>
        <source>%1 users were scored, the tasks have %2.</source>
        <translation>为 %1 个用户打了分，而任务中有 %2 个用户。</translation>
    </message>
    <message>
        <source>%1 was written by a newer Warmstart (schema %2); this one reads up to %3. Nothing was changed.</source>
        <translation>%1 由更新版本的 Warmstart 写入（模式版本 %2）；本版本最高可读 %3。未作任何更改。</translation>
    </message>
    <message>
        <source>%1 would see labels the budget hides.</source>
        <translation>%1 会看到预算所隐藏的标签。</translation>
    </message>
    <message>
        <source>%1: the weight %2 %3.</source>
        <translation>%1：权重 %2 有误：%3。</translation>
    </message>
    <message>
        <source>%1: there is no node kind &quot;%2&quot;.</source>
        <translation>%1：没有名为“%2”的节点类型。</translation>
    </message>
    <message>
        <source>%1: there is no node kind &quot;%2&quot;. Did you mean &quot;%3&quot;?</source>
        <translation>%1：没有名为“%2”的节点类型。您是否想用“%3”？</translation>
    </message>
    <message>
        <source>%2 decides by &quot;%1&quot;, which nothing measures.</source>
        <translation>%2 以“%1”判定，但没有任何节点度量它。</translation>
    </message>
    <message>
        <source>%2 gives nothing called &quot;%1&quot;.</source>
        <translation>%2 没有名为“%1”的输出。</translation>
    </message>
    <message>
        <source>%2 has no option &quot;%1&quot; to search.</source>
        <translation>%2 没有可搜索的选项“%1”。</translation>
    </message>
    <message>
        <source>%2 searches the node &quot;%1&quot;, which is not there.</source>
        <translation>%2 搜索节点“%1”，但该节点不存在。</translation>
    </message>
    <message>
        <source>%2 takes nothing called &quot;%1&quot;.</source>
        <translation>%2 没有名为“%1”的输入。</translation>
    </message>
    <message>
        <source>A dataset called %1 is there already, with other rows. Choose another name, or replace it.</source>
        <translation>已有名为 %1 的数据集，但其行不同。请另选名称，或替换它。</translation>
    </message>
    <message>
        <source>A feature is NaN or infinite.</source>
        <translation>某个特征为 NaN 或无穷大。</translation>
    </message>
    <message>
        <source>A few-shot learner has no classes of its own to export.</source>
        <translation>小样本学习器没有自己的类别可导出。</translation>
    </message>
    <message>
        <source>A few-shot learner scores tasks, not rows. Link it to the tasks.</source>
        <translation>小样本学习器评估的是任务，不是行。请将其连接到任务。</translation>
    </message>
    <message>
        <source>A head on several encoders cannot be exported as one model folder.</source>
        <translation>基于多个编码器的分类头不能导出为一个模型文件夹。</translation>
    </message>
    <message>
        <source>A label budget is applied one size at a time, not %1.</source>
        <translation>标注预算每次只应用一种大小，而不是 %1 种。</translation>
    </message>
    <message>
        <source>A label budget of %1 rows drawn %2 is not known.</source>
        <translation>不支持 %1 行、抽取方式为 %2 的标注预算。</translation>
    </message>
    <message>
        <source>A label is not one of the %1 classes.</source>
        <translation>某个标签不属于这 %1 个类别。</translation>
    </message>
    <message>
        <source>A planned pair names an arm that is not there.</source>
        <translation>某个计划比较对指定了不存在的方案。</translation>
    </message>
    <message>
        <source>A pretrained text encoder out of the library, or its untrained twin.</source>
        <translation>模型库中的预训练文本编码器，或其未训练的对照孪生。</translation>
    </message>
    <message>
        <source>A range of option ranges has no use for &quot;%1&quot;: %2.</source>
        <translation>选项 ranges 中的范围用不上“%1”：%2。</translation>
    </message>
    <message>
        <source>A result on the disk lacks its column %1.</source>
        <translation>磁盘上的某个结果缺少列 %1。</translation>
    </message>
    <message>
        <source>A small student learns a teacher&apos;s scores.</source>
        <translation>让小型学生学习教师的得分。</translation>
    </message>
    <message>
        <source>A support size is applied one at a time, not %1.</source>
        <translation>支持集大小每次只应用一种，而不是 %1 种。</translation>
    </message>
    <message>
        <source>A term that occurs n times counts 1 + ln n.</source>
        <translation>出现 n 次的词项计为 1 + ln n。</translation>
    </message>
    <message>
        <source>Add evaluation</source>
        <translation>添加评估</translation>
    </message>
    <message>
        <source>Add twin</source>
        <translation>添加对照孪生</translation>
    </message>
    <message>
        <source>All items are scored alike; this ranking is not counted.</source>
        <translation>所有物品的得分相同；此排序不计入。</translation>
    </message>
    <message>
        <source>An edge cannot run back from %1 to %2.</source>
        <translation>连线不能从 %1 往回连到 %2。</translation>
    </message>
    <message>
        <source>An edge names the node &quot;%1&quot;, which is not there.</source>
        <translation>某条连线指定了不存在的节点“%1”。</translation>
    </message>
    <message>
        <source>Another process (%1) holds this workspace; it is read-only here.</source>
        <translation>另一个进程（%1）正占用此工作区；此处只读。</translation>
    </message>
    <message>
        <source>Another process keeps writing to %1.</source>
        <translation>另一个进程一直在写入 %1。</translation>
    </message>
    <message>
        <source>Arm &quot;%1&quot; and its control &quot;%2&quot; are trained differently: %3.</source>
        <translation>方案“%1”与其对照“%2”的训练方式不同：%3。</translation>
    </message>
    <message>
        <source>Arm &quot;%1&quot; cannot be its own control.</source>
        <translation>方案“%1”不能以自身为对照。</translation>
    </message>
    <message>
        <source>Arm &quot;%1&quot; is not scored: exactly one evaluating node must read from its end.</source>
        <translation>方案“%1”未被评估：必须恰有一个评估节点读取其末端。</translation>
    </message>
    <message>
        <source>Arm &quot;%1&quot; is scored on other rows than arm &quot;%2&quot;.</source>
        <translation>方案“%1”与方案“%2”在不同的行上评估。</translation>
    </message>
    <message>
        <source>Arm &quot;%1&quot; is scored on rows that were never split from training.</source>
        <translation>方案“%1”在从未与训练数据划分开的行上评估。</translation>
    </message>
    <message>
        <source>Arm &quot;%2&quot; ends at &quot;%1&quot;, which is not there.</source>
        <translation>方案“%2”的末端是“%1”，但该节点不存在。</translation>
    </message>
    <message>
        <source>Arm &quot;%2&quot; has the control &quot;%1&quot;, which is not there.</source>
        <translation>方案“%2”的对照是“%1”，但该方案不存在。</translation>
    </message>
    <message>
        <source>As found, or equally per class.</source>
        <translation>按原有分布，或每类等量。</translation>
    </message>
    <message>
        <source>At least so many updates, however few the rows.</source>
        <translation>无论行数多少，至少更新这么多次。</translation>
    </message>
    <message>
        <source>Balance classes</source>
        <translation>类别均衡</translation>
    </message>
    <message>
        <source>Balance must be none, over or under, not %1.</source>
        <translation>类别均衡必须是 none、over 或 under，而不是 %1。</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Batch size must be at least %1, not %2.</source>
        <translation>批大小至少为 %1，而不是 %2。</translation>
    </message>
    <message>
        <source>Between thresholds</source>
        <translation>阈值之间</translation>
    </message>
    <message>
        <source>Case, width and spaces.</source>
        <translation>大小写、全半角与空格。</translation>
    </message>
    <message>
        <source>Character n-grams</source>
        <translation>字符 n-gram</translation>
    </message>
    <message>
        <source>Class names</source>
        <translation>类别名称</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>Classes drawn per task (N-way).</source>
        <translation>每个任务抽取的类别数（N-way）。</translation>
    </message>
    <message>
        <source>Classes of equal name become one.</source>
        <translation>同名类别合并为一个。</translation>
    </message>
    <message>
        <source>Classes per task</source>
        <translation>每个任务的类别数</translation>
    </message>
    <message>
        <source>Classes, support, query and tasks must be 1 or more.</source>
        <translation>类别数、支持集、查询集和任务数都必须大于等于 1。</translation>
    </message>
    <message>
        <source>Classifies new classes from a handful of texts by a closed-form head.</source>
        <translation>用闭式解分类头，凭少量文本对新类别分类。</translation>
    </message>
    <message>
        <source>Clean, augment</source>
        <translation>清洗与增广</translation>
    </message>
    <message>
        <source>Closed-form classifier on the support texts: class means, ridge regression, nearest texts.</source>
        <translation>基于支持集文本的闭式解分类器：类均值、岭回归、最近邻文本。</translation>
    </message>
    <message>
        <source>Cold users</source>
        <translation>冷启动用户</translation>
    </message>
    <message>
        <source>Column %1 has %2 different values, too many for classes. Give thresholds if it holds numbers.</source>
        <translation>列 %1 有 %2 个不同的值，作为类别太多。若为数值，请给出阈值。</translation>
    </message>
    <message>
        <source>Column %1 of %2 has a type that is not used here: %3.</source>
        <translation>%2 的列 %1 的类型在此不受支持：%3。</translation>
    </message>
    <message>
        <source>Column that holds the class, or a number.</source>
        <translation>存放类别或数值的列。</translation>
    </message>
    <message>
        <source>Compare with a student of share 0</source>
        <translation>与教师占比为 0 的学生比较</translation>
    </message>
    <message>
        <source>Compares every arm with its control and says what the numbers allow.</source>
        <translation>将每个方案与其对照比较，并说明数据支持怎样的结论。</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>置信度</translation>
    </message>
    <message>
        <source>Control</source>
        <translation>对照</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Dataset %1 has no column called %2.</source>
        <translation>数据集 %1 没有名为 %2 的列。</translation>
    </message>
    <message>
        <source>Dataset %1 has no column called %2. Did you mean %3?</source>
        <translation>数据集 %1 没有名为 %2 的列。您是否想用 %3？</translation>
    </message>
    <message>
        <source>Dataset %1: name the text column, or the columns of users and items.</source>
        <translation>数据集 %1：请指定文本列，或用户列与物品列。</translation>
    </message>
    <message>
        <source>Decoupled decay; not on biases and LayerNorm.</source>
        <translation>解耦衰减；不作用于偏置和 LayerNorm。</translation>
    </message>
    <message>
        <source>Delimiter and quote must be different characters, and no line ends.</source>
        <translation>分隔符与引号必须是不同的字符，且不能是换行符。</translation>
    </message>
    <message>
        <source>Delta must not be negative, confidence lies between 0 and 1, and there is at least one resample.</source>
        <translation>delta 不能为负，置信度须在 0 与 1 之间，且至少重采样一次。</translation>
    </message>
    <message>
        <source>Device %1 cannot be used. %2 Work on the CPU goes on with --device cpu.</source>
        <translation>设备 %1 无法使用。%2 可用 --device cpu 在 CPU 上继续工作。</translation>
    </message>
    <message>
        <source>Device or build changed.</source>
        <translation>设备或构建版本已更改。</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>距离</translation>
    </message>
    <message>
        <source>Distil</source>
        <translation>蒸馏</translation>
    </message>
    <message>
        <source>Draw</source>
        <translation>抽取方式</translation>
    </message>
    <message>
        <source>Drop copies</source>
        <translation>去除重复</translation>
    </message>
    <message>
        <source>Drop words</source>
        <translation>随机删词</translation>
    </message>
    <message>
        <source>Each lower layer moves by this factor less.</source>
        <translation>每往下一层，更新幅度按此系数递减。</translation>
    </message>
    <message>
        <source>Each text is embedded once and kept for every later run.</source>
        <translation>每条文本只嵌入一次，并保留供以后各次运行使用。</translation>
    </message>
    <message>
        <source>Embedding was stopped.</source>
        <translation>嵌入已停止。</translation>
    </message>
    <message>
        <source>Encoder</source>
        <translation>编码器</translation>
    </message>
    <message>
        <source>Entry of the dataset library.</source>
        <translation>数据集库中的条目。</translation>
    </message>
    <message>
        <source>Entry of the model library, or a model folder.</source>
        <translation>模型库中的条目，或模型文件夹。</translation>
    </message>
    <message>
        <source>Episodes</source>
        <translation>任务片段</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>Equal scores count as every order of them, on average.</source>
        <translation>得分相同时，按所有可能次序取平均计算。</translation>
    </message>
    <message>
        <source>Every combination of the listed values, or random draws.</source>
        <translation>所列取值的全部组合，或随机抽取。</translation>
    </message>
    <message>
        <source>Exploratory, not planned: %1 against %2: %3 (%4 % CI %5 to %6). No claim.</source>
        <translation>探索性比较，非计划内：%1 对 %2：%3（%4 % 置信区间 %5 至 %6）。不作结论。</translation>
    </message>
    <message>
        <source>LibTorch&apos;s CUDA library cannot be loaded: %1.</source>
        <translation>无法加载 LibTorch 的 CUDA 库：%1。</translation>
    </message>
    <message>
        <source>No NVIDIA driver is installed: %1 is not there.</source>
        <translation>未安装 NVIDIA 驱动：缺少 %1。</translation>
    </message>
    <message>
        <source>The NVIDIA driver %1 finds %2, but LibTorch cannot use it.</source>
        <translation>NVIDIA 驱动 %1 找到 %2，但 LibTorch 无法使用它。</translation>
    </message>
    <message>
        <source>The NVIDIA driver %1 runs CUDA up to %2, and CUDA %3 is needed. A newer driver brings it.</source>
        <translation>NVIDIA 驱动 %1 最高支持 CUDA %2，而需要 CUDA %3。请安装更新的驱动。</translation>
    </message>
    <message>
        <source>The NVIDIA driver %1 runs, but finds no GPU.</source>
        <translation>NVIDIA 驱动 %1 正在运行，但没有找到 GPU。</translation>
    </message>
    <message>
        <source>The NVIDIA driver does not answer: %1.</source>
        <translation>NVIDIA 驱动没有响应：%1。</translation>
    </message>
    <message>
        <source>The scores of users in %1 are damaged.</source>
        <translation>%1 中的用户评分已损坏。</translation>
    </message>
    <message>
        <source>The scores on the disk are not of the users they were made for.</source>
        <translation>磁盘上的评分不属于当初为之生成的用户。</translation>
    </message>
    <message>
        <source>Bayesian signed-rank test over the seeds: ahead by more than %1 with a chance of %2 %, behind by more with %3 %, neither with %4 %.</source>
        <translation>对各随机种子的贝叶斯符号秩检验：领先超过 %1 的概率为 %2 %，落后超过此值的概率为 %3 %，两者皆非的概率为 %4 %。</translation>
    </message>
    <message>
        <source>Bayesian signed-rank test over the seeds: ahead by more than %1 points with a chance of %2 %, behind by more with %3 %, neither with %4 %.</source>
        <translation>对各随机种子的贝叶斯符号秩检验：领先超过 %1 个百分点的概率为 %2 %，落后超过此值的概率为 %3 %，两者皆非的概率为 %4 %。</translation>
    </message>
    <message>
        <source>Few-shot tasks have no items to rank; evaluate them instead.</source>
        <translation>小样本任务没有可排序的物品；请改用评估。</translation>
    </message>
    <message>
        <source>Few-shot tasks: some classes, some labelled texts each, and texts to judge.</source>
        <translation>小样本任务：若干类别，每类若干带标注文本，以及待评判的文本。</translation>
    </message>
    <message>
        <source>Fine-tune</source>
        <translation>微调</translation>
    </message>
    <message>
        <source>Fine-tunes the encoder on the source rows.</source>
        <translation>在源数据行上微调编码器。</translation>
    </message>
    <message>
        <source>Gain that matters</source>
        <translation>有意义的增益</translation>
    </message>
    <message>
        <source>Rows at once</source>
        <translation>一次计算的行数</translation>
    </message>
    <message>
        <source>Rows of a batch that are computed together; fewer need less memory, and the step is that of the whole batch. 0: all.</source>
        <translation>一个批次中一起计算的行数；越少所需内存越少，而这一步仍等于整个批次的一步。0：全部。</translation>
    </message>
    <message>
        <source>This LibTorch is the CPU build.</source>
        <translation>此 LibTorch 是 CPU 版本。</translation>
    </message>
    <message>
        <source>amsgrad</source>
        <translation>amsgrad</translation>
    </message>
    <message>
        <source>restarts</source>
        <translation>余弦重启</translation>
    </message>
    <message>
        <source>inverse_sqrt</source>
        <translation>平方根倒数</translation>
    </message>
    <message>
        <source>polynomial</source>
        <translation>多项式</translation>
    </message>
    <message>
        <source>Gradient limit</source>
        <translation>梯度裁剪</translation>
    </message>
    <message>
        <source>Gradients need the input labels.</source>
        <translation>计算梯度需要输入 labels。</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>分类头</translation>
    </message>
    <message>
        <source>Head penalty</source>
        <translation>分类头惩罚</translation>
    </message>
    <message>
        <source>How far a text is from a class.</source>
        <translation>文本到类别的距离如何计算。</translation>
    </message>
    <message>
        <source>How much a row counts.</source>
        <translation>每行所占的权重。</translation>
    </message>
    <message>
        <source>How much each input counts, in the order of its edges; the last one repeats.</source>
        <translation>各输入所占的权重，按连线顺序；最后一个值重复使用。</translation>
    </message>
    <message>
        <source>How the rate falls over the run.</source>
        <translation>学习率在训练过程中如何下降。</translation>
    </message>
    <message>
        <source>Power of the fall</source>
        <translation>下降的幂次</translation>
    </message>
    <message>
        <source>1 falls in a line, more falls early, less falls late.</source>
        <translation>1 为直线下降，大于 1 先快后慢，小于 1 先慢后快。</translation>
    </message>
    <message>
        <source>How token states become one sentence vector. Auto: as the model&apos;s folder says.</source>
        <translation>词元状态如何合成一个句向量。自动：按模型文件夹的设定。</translation>
    </message>
    <message>
        <source>Insert split</source>
        <translation>插入划分</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>物品</translation>
    </message>
    <message>
        <source>Items at the top of the list that count.</source>
        <translation>计入的列表前若干个物品。</translation>
    </message>
    <message>
        <source>Its result is no longer on the disk.</source>
        <translation>其结果已不在磁盘上。</translation>
    </message>
    <message>
        <source>Job %1 is still running; stop it first.</source>
        <translation>作业 %1 仍在运行；请先停止它。</translation>
    </message>
    <message>
        <source>Join classes</source>
        <translation>合并类别</translation>
    </message>
    <message>
        <source>Keep on disk</source>
        <translation>保存到磁盘</translation>
    </message>
    <message>
        <source>Keep teacher scores</source>
        <translation>保存教师得分</translation>
    </message>
    <message>
        <source>L1 penalty</source>
        <translation>L1 惩罚</translation>
    </message>
    <message>
        <source>L2 penalty</source>
        <translation>L2 惩罚</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Label %1 is outside the %2 classes.</source>
        <translation>标签 %1 超出 %2 个类别的范围。</translation>
    </message>
    <message>
        <source>Label budgets</source>
        <translation>标注预算</translation>
    </message>
    <message>
        <source>Labelled rows per class (K-shot).</source>
        <translation>每类带标注的行数（K-shot）。</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>标注数</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Layer &quot;%1&quot; cannot be read: it is &quot;last&quot; or a number from 0 to %2.</source>
        <translation>无法读取层“%1”：应为“last”或 0 到 %2 之间的数字。</translation>
    </message>
    <message>
        <source>Layer decay</source>
        <translation>逐层衰减</translation>
    </message>
    <message>
        <source>Layer that is read: last, or its number (0: the embeddings).</source>
        <translation>要读取的层：last，或其编号（0：嵌入层）。</translation>
    </message>
    <message>
        <source>Layers of the student, taken evenly from its encoder; 0: all of them.</source>
        <translation>学生的层数，从其编码器中均匀抽取；0：全部层。</translation>
    </message>
    <message>
        <source>Layers of the teacher to follow besides its scores.</source>
        <translation>除得分外还要跟随的教师层。</translation>
    </message>
    <message>
        <source>Layers that learn</source>
        <translation>参与学习的层数</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Least ratings</source>
        <translation>最少评分数</translation>
    </message>
    <message>
        <source>Least rows</source>
        <translation>最少行数</translation>
    </message>
    <message>
        <source>Least steps</source>
        <translation>最少步数</translation>
    </message>
    <message>
        <source>Line %1 has %2 fields, %3 expected.</source>
        <translation>第 %1 行有 %2 个字段，应为 %3 个。</translation>
    </message>
    <message>
        <source>Line %1 is not valid UTF-8.</source>
        <translation>第 %1 行不是有效的 UTF-8。</translation>
    </message>
    <message>
        <source>Linear head</source>
        <translation>线性分类头</translation>
    </message>
    <message>
        <source>List length</source>
        <translation>列表长度</translation>
    </message>
    <message>
        <source>Logarithmic counts</source>
        <translation>对数计数</translation>
    </message>
    <message>
        <source>Logistic regression on frozen features, to convergence.</source>
        <translation>在冻结特征上做逻辑回归，直至收敛。</translation>
    </message>
    <message>
        <source>Longer texts are cut off here.</source>
        <translation>更长的文本在此处截断。</translation>
    </message>
    <message>
        <source>Longest gradient (global norm); 0: no limit.</source>
        <translation>梯度的最大长度（全局范数）；0：不限制。</translation>
    </message>
    <message>
        <source>Longest run of characters inside words, from three on; 0: none.</source>
        <translation>词内连续字符的最大长度，从三个起；0：不用。</translation>
    </message>
    <message>
        <source>Longest run of words.</source>
        <translation>连续词的最大长度。</translation>
    </message>
    <message>
        <source>Longest text</source>
        <translation>最大文本长度</translation>
    </message>
    <message>
        <source>Match layers</source>
        <translation>匹配层</translation>
    </message>
    <message>
        <source>Measured apart as well: items that nobody (cold) or somebody (warm) rated in training, and users by how much they rated.</source>
        <translation>另行度量：训练中无人评分（冷启动）或有人评分（热启动）的物品，以及按评分数量区分的用户。</translation>
    </message>
    <message>
        <source>Measured apart as well: length, class, origin.</source>
        <translation>另行度量：length（长度）、class（类别）、origin（来源）。</translation>
    </message>
    <message>
        <source>Measures shown first; all of them are stored.</source>
        <translation>优先显示的指标；所有指标都会保存。</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Metrics</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Model select</source>
        <translation>模型选择</translation>
    </message>
    <message>
        <source>Most ratings</source>
        <translation>最多评分数</translation>
    </message>
    <message>
        <source>Names of the classes, lowest first; empty: as the labels say.</source>
        <translation>类别名称，从低到高；留空：按标签原样。</translation>
    </message>
    <message>
        <source>Negative transfer at %1: %2 against no transfer (%3 % CI %4 to %5).</source>
        <translation>%1时出现负迁移：相比不迁移 %2（%3 % 置信区间 %4 至 %5）。</translation>
    </message>
    <message>
        <source>Negative transfer: %1 against no transfer (%2 % CI %3 to %4).</source>
        <translation>负迁移：相比不迁移 %1（%2 % 置信区间 %3 至 %4）。</translation>
    </message>
    <message>
        <source>Neither arm changes with the seed: %1 seeds count as one.</source>
        <translation>两个方案都不随随机种子变化：%1 个随机种子只算一个。</translation>
    </message>
    <message>
        <source>Neither arm changes with the seed: more seeds show nothing new.</source>
        <translation>两个方案都不随随机种子变化：增加随机种子不会有新信息。</translation>
    </message>
    <message>
        <source>New users as tasks: some ratings revealed, others to be predicted.</source>
        <translation>以新用户为任务：部分评分可见，其余待预测。</translation>
    </message>
    <message>
        <source>No arm with a control is linked to the verdict.</source>
        <translation>没有带对照的方案连接到结论。</translation>
    </message>
    <message>
        <source>No dataset is called %1.</source>
        <translation>没有名为 %1 的数据集。</translation>
    </message>
    <message>
        <source>No dataset is called %1. Did you mean %2?</source>
        <translation>没有名为 %1 的数据集。您是否想用 %2？</translation>
    </message>
    <message>
        <source>No difference shown: %1 (%2 % CI %3 to %4). About %5 more seeds could show %6.</source>
        <translation>未显示差异：%1（%2 % 置信区间 %3 至 %4）。再加约 %5 个随机种子或可显示 %6 的差异。</translation>
    </message>
    <message>
        <source>No difference shown: %1 (%2 % CI %3 to %4). More seeds alone could not show %5.</source>
        <translation>未显示差异：%1（%2 % 置信区间 %3 至 %4）。仅靠增加随机种子无法显示 %5 的差异。</translation>
    </message>
    <message>
        <source>No encoding is called %1.</source>
        <translation>没有名为 %1 的编码。</translation>
    </message>
    <message>
        <source>No format is called %1: use csv, tsv, jsonl, vader or auto.</source>
        <translation>没有名为 %1 的格式：请用 csv、tsv、jsonl、vader 或 auto。</translation>
    </message>
    <message>
        <source>No model is called %1.</source>
        <translation>没有名为 %1 的模型。</translation>
    </message>
    <message>
        <source>No model is called %1. Did you mean %2?</source>
        <translation>没有名为 %1 的模型。您是否想用 %2？</translation>
    </message>
    <message>
        <source>No parameter would learn in epoch %1.</source>
        <translation>第 %1 轮没有任何参数参与学习。</translation>
    </message>
    <message>
        <source>No run with seed %1 had been made.</source>
        <translation>此前没有随机种子为 %1 的运行。</translation>
    </message>
    <message>
        <source>No term occurs in at least %1 of the %2 training texts.</source>
        <translation>没有词项出现在 %2 条训练文本中的至少 %1 条里。</translation>
    </message>
    <message>
        <source>No training row has a label, so none can be revealed.</source>
        <translation>没有训练行带标签，因此没有可公开的标签。</translation>
    </message>
    <message>
        <source>Node, option and the values or the interval to try.</source>
        <translation>节点、选项，以及要尝试的取值或区间。</translation>
    </message>
    <message>
        <source>None of the %1 rows of %2 could be read: %3</source>
        <translation>%2 的 %1 行均无法读取：%3</translation>
    </message>
    <message>
        <source>None of the %1 rows of dataset %2 could be used.</source>
        <translation>数据集 %2 的 %1 行均无法使用。</translation>
    </message>
    <message>
        <source>Normalise</source>
        <translation>规范化</translation>
    </message>
    <message>
        <source>Not comparable: %1.</source>
        <translation>不可比较：%1。</translation>
    </message>
    <message>
        <source>Not needed: all that it leads to is there.</source>
        <translation>不需要：它所通向的结果都已存在。</translation>
    </message>
    <message>
        <source>Nothing like it has run before.</source>
        <translation>此前没有运行过类似内容。</translation>
    </message>
    <message>
        <source>Number format of the activations. Auto: what this machine does best.</source>
        <translation>激活值的数值格式。自动：采用本机最适合的格式。</translation>
    </message>
    <message>
        <source>Numbers to classes: at or below the first is the first class, at or above the last the last.</source>
        <translation>数值转为类别：小于等于第一个阈值为第一类，大于等于最后一个阈值为最后一类。</translation>
    </message>
    <message>
        <source>Of %1 users %2 have %3 to %4 ratings: too few to learn from some and judge on others.</source>
        <translation>%1 个用户中有 %2 个的评分数在 %3 到 %4 之间：太少，不够一部分用于学习、另一部分用于评判。</translation>
    </message>
    <message>
        <source>Of texts that are equal but for case and punctuation the first stays.</source>
        <translation>仅大小写和标点不同的文本只保留第一条。</translation>
    </message>
    <message>
        <source>Of the intervals.</source>
        <translation>区间的置信度。</translation>
    </message>
    <message>
        <source>On line %1 the rating &quot;%2&quot; is no number.</source>
        <translation>第 %1 行的评分“%2”不是数字。</translation>
    </message>
    <message>
        <source>On source</source>
        <translation>在源上训练</translation>
    </message>
    <message>
        <source>One or more columns, joined by a space.</source>
        <translation>一列或多列，以空格连接。</translation>
    </message>
    <message>
        <source>One seed says nothing about chance: %1, %2.</source>
        <translation>仅一个随机种子无法判断偶然性：%1、%2。</translation>
    </message>
    <message>
        <source>Optimise</source>
        <translation>优化</translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>Option %1 holds %2 twice.</source>
        <translation>选项 %1 中 %2 出现了两次。</translation>
    </message>
    <message>
        <source>Option %1 is one of %2; &quot;%3&quot; is not.</source>
        <translation>选项 %1 须为 %2 之一；“%3”不是。</translation>
    </message>
    <message>
        <source>Option %1 is one of %2; &quot;%3&quot; is not. Did you mean &quot;%4&quot;?</source>
        <translation>选项 %1 须为 %2 之一；“%3”不是。您是否想用“%4”？</translation>
    </message>
    <message>
        <source>Option %1 lies between %2 and %3; %4 does not.</source>
        <translation>选项 %1 须在 %2 与 %3 之间；%4 不在此范围。</translation>
    </message>
    <message>
        <source>Option %1 must be one character, not &quot;%2&quot;.</source>
        <translation>选项 %1 必须是一个字符，而不是“%2”。</translation>
    </message>
    <message>
        <source>Option %1 of %2 is no number, so it needs a list of values to try.</source>
        <translation>%2 的选项 %1 不是数值，因此需要给出要尝试的取值列表。</translation>
    </message>
    <message>
        <source>Option %1 takes %2, not %3.</source>
        <translation>选项 %1 应为 %2，而不是 %3。</translation>
    </message>
    <message>
        <source>Parts rows into training, validation and test; the same for all arms.</source>
        <translation>将行划分为训练、验证和测试；对所有方案相同。</translation>
    </message>
    <message>
        <source>Passes over the training rows.</source>
        <translation>遍历训练行的次数。</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>耐心值</translation>
    </message>
    <message>
        <source>Penalty of the ridge head.</source>
        <translation>岭回归分类头的惩罚。</translation>
    </message>
    <message>
        <source>Points of %1 came out of order.</source>
        <translation>%1 的数据点次序错乱。</translation>
    </message>
    <message>
        <source>Pooling</source>
        <translation>池化</translation>
    </message>
    <message>
        <source>Pooling &quot;%1&quot; is not known. Known: mean, cls, max, last.</source>
        <translation>池化方式“%1”不受支持。支持：mean、cls、max、last。</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>Prepares texts and drops copies; every step is counted.</source>
        <translation>整理文本并去除重复；每一步都会计数。</translation>
    </message>
    <message>
        <source>Pretrained, or its untrained twin of the same shape (a control).</source>
        <translation>预训练，或结构相同但未训练的对照孪生（作为对照）。</translation>
    </message>
    <message>
        <source>Prototypes</source>
        <translation>原型</translation>
    </message>
    <message>
        <source>Prototypes need sentence vectors; TF-IDF gives none.</source>
        <translation>原型需要句向量；TF-IDF 不提供。</translation>
    </message>
    <message>
        <source>Puts rows of several inputs together; test rows come from the first only.</source>
        <translation>将多个输入的行合在一起；测试行只取自第一个输入。</translation>
    </message>
    <message>
        <source>Query</source>
        <translation>查询集</translation>
    </message>
    <message>
        <source>Query per class</source>
        <translation>每类查询集</translation>
    </message>
    <message>
        <source>Queue missing seeds</source>
        <translation>将缺少的随机种子加入队列</translation>
    </message>
    <message>
        <source>Ranges</source>
        <translation>搜索范围</translation>
    </message>
    <message>
        <source>Ranking</source>
        <translation>排序</translation>
    </message>
    <message>
        <source>Ranks each user&apos;s query items; equal scores count fairly.</source>
        <translation>对每个用户的查询物品排序；得分相同者公平计算。</translation>
    </message>
    <message>
        <source>Ratings of a new user that are revealed.</source>
        <translation>新用户的可见评分数。</translation>
    </message>
    <message>
        <source>Ratings of a user to be predicted.</source>
        <translation>每个用户待预测的评分数。</translation>
    </message>
    <message>
        <source>Ratings of user %1 are in more than one part. Split by user, or leave the split out.</source>
        <translation>用户 %1 的评分出现在多个部分中。请按用户划分，或去掉该划分。</translation>
    </message>
    <message>
        <source>Reads sentence vectors out of an encoder, once per text.</source>
        <translation>从编码器读取句向量，每条文本一次。</translation>
    </message>
    <message>
        <source>Recommendation: what was rated.</source>
        <translation>推荐：被评分的对象。</translation>
    </message>
    <message>
        <source>Recommendation: who rated.</source>
        <translation>推荐：评分者。</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>参考</translation>
    </message>
    <message>
        <source>Reference methods. Auto: all that fit the data. Ceiling: what the true ratings themselves would reach.</source>
        <translation>参考方法。自动：所有适合该数据的方法。上限：真实评分本身所能达到的结果。</translation>
    </message>
    <message>
        <source>References need labelled training rows and test rows.</source>
        <translation>参考需要带标注的训练行和测试行。</translation>
    </message>
    <message>
        <source>Remove URLs</source>
        <translation>移除 URL</translation>
    </message>
    <message>
        <source>Reuse features</source>
        <translation>复用特征</translation>
    </message>
    <message>
        <source>Reveals so many labels of the training rows and hides the others.</source>
        <translation>公开训练行中这么多条标注，其余隐藏。</translation>
    </message>
    <message>
        <source>Ridge penalty</source>
        <translation>岭惩罚</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Row %1 has %2 tokens; this encoder reads 1 to %3.</source>
        <translation>第 %1 行有 %2 个词元；此编码器可读 1 到 %3 个。</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>参考行</translation>
    </message>
    <message>
        <source>Rows between the thresholds are dropped, or become the middle class.</source>
        <translation>丢弃阈值之间的行，或将其作为中间类别。</translation>
    </message>
    <message>
        <source>Rows cannot be split by %1.</source>
        <translation>行不能按 %1 划分。</translation>
    </message>
    <message>
        <source>Rows of an imported dataset, with text, label and group columns named.</source>
        <translation>已导入数据集的行，并指定文本、标签和分组列。</translation>
    </message>
    <message>
        <source>Rows per class to be judged.</source>
        <translation>每类待评判的行数。</translation>
    </message>
    <message>
        <source>Rows per step.</source>
        <translation>每步的行数。</translation>
    </message>
    <message>
        <source>Rows with the same value stay on one side of a split.</source>
        <translation>取值相同的行始终位于划分的同一侧。</translation>
    </message>
    <message>
        <source>Run %1 seeds</source>
        <translation>运行 %1 个随机种子</translation>
    </message>
    <message>
        <source>Run %1 trained no model.</source>
        <translation>运行 %1 没有训练出模型。</translation>
    </message>
    <message>
        <source>Same for all arms and runs.</source>
        <translation>对所有方案和运行相同。</translation>
    </message>
    <message>
        <source>Same seed, same trials.</source>
        <translation>随机种子相同，试验相同。</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>学习率调度</translation>
    </message>
    <message>
        <source>Score both on %1 rows</source>
        <translation>在 %1 行上评估两者</translation>
    </message>
    <message>
        <source>Score each text with the teacher once and keep the scores.</source>
        <translation>用教师对每条文本打分一次，并保存得分。</translation>
    </message>
    <message>
        <source>Scores and labels do not belong to the same %1 rows.</source>
        <translation>得分与标签不属于同样的 %1 行。</translation>
    </message>
    <message>
        <source>Scores test rows, or the query rows of few-shot tasks.</source>
        <translation>评估测试行，或小样本任务的查询行。</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索方式</translation>
    </message>
    <message>
        <source>Search options</source>
        <translation>选项搜索</translation>
    </message>
    <message>
        <source>Seed of the search</source>
        <translation>搜索的随机种子</translation>
    </message>
    <message>
        <source>Seed of the split</source>
        <translation>划分的随机种子</translation>
    </message>
    <message>
        <source>Share of the loss that follows the teacher; the rest follows the labels. 0: the student&apos;s control, which needs no teacher.</source>
        <translation>损失中跟随教师的占比；其余跟随标签。0：学生的对照，不需要教师。</translation>
    </message>
    <message>
        <source>Share of the rows to choose options on; what is left is the test.</source>
        <translation>用于选择选项的行的占比；剩余为测试。</translation>
    </message>
    <message>
        <source>Share of the rows to learn from.</source>
        <translation>用于学习的行的占比。</translation>
    </message>
    <message>
        <source>Share of the steps in which the rate rises.</source>
        <translation>学习率上升阶段占总步数的比例。</translation>
    </message>
    <message>
        <source>Show fitting nodes</source>
        <translation>显示适用节点</translation>
    </message>
    <message>
        <source>Show loop</source>
        <translation>显示环路</translation>
    </message>
    <message>
        <source>Slices</source>
        <translation>切片</translation>
    </message>
    <message>
        <source>Smaller differences do not matter to you.</source>
        <translation>更小的差异对您没有意义。</translation>
    </message>
    <message>
        <source>Softens the teacher&apos;s scores before they are learnt.</source>
        <translation>在学习之前软化教师的得分。</translation>
    </message>
    <message>
        <source>Some predicted or true values are NaN or infinite.</source>
        <translation>部分预测值或真实值为 NaN 或无穷大。</translation>
    </message>
    <message>
        <source>Some probabilities are NaN or infinite.</source>
        <translation>部分概率为 NaN 或无穷大。</translation>
    </message>
    <message>
        <source>Some scores are NaN or infinite.</source>
        <translation>部分得分为 NaN 或无穷大。</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>划分</translation>
    </message>
    <message>
        <source>Stack rows</source>
        <translation>合并行</translation>
    </message>
    <message>
        <source>Stack rows needs at least one weight, and joins classes by name.</source>
        <translation>“合并行”至少需要一个权重，并按名称合并类别。</translation>
    </message>
    <message>
        <source>Step size. Auto: by the size of the encoder.</source>
        <translation>步长。自动：按编码器的大小。</translation>
    </message>
    <message>
        <source>Stop early after so many epochs without a better validation loss; 0: never.</source>
        <translation>验证损失连续这么多轮没有改善时提前停止；0：从不。</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>已停止。</translation>
    </message>
    <message>
        <source>Stopped; what was done is kept.</source>
        <translation>已停止；已完成的部分予以保留。</translation>
    </message>
    <message>
        <source>Student layers</source>
        <translation>学生层数</translation>
    </message>
    <message>
        <source>Support</source>
        <translation>支持集</translation>
    </message>
    <message>
        <source>Support per class</source>
        <translation>每类支持集</translation>
    </message>
    <message>
        <source>Swap ends</source>
        <translation>交换两端</translation>
    </message>
    <message>
        <source>TF-IDF</source>
        <translation>TF-IDF</translation>
    </message>
    <message>
        <source>Target apply</source>
        <translation>目标应用</translation>
    </message>
    <message>
        <source>Target labels revealed, nested: 16 are among the 64; 0: all.</source>
        <translation>公开的目标标注数，逐级嵌套：16 条包含在 64 条之中；0：全部。</translation>
    </message>
    <message>
        <source>Task define</source>
        <translation>任务定义</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Tasks drawn from the test classes.</source>
        <translation>从测试类别中抽取的任务数。</translation>
    </message>
    <message>
        <source>Tasks of %1 classes with %2 rows each are asked for, but only %3 classes have so many. Split by class with a larger test share, or ask for fewer.</source>
        <translation>要求的任务含 %1 个类别、每类 %2 行，但只有 %3 个类别有这么多行。请按类别划分并提高测试占比，或减少要求。</translation>
    </message>
    <message>
        <source>Teacher share</source>
        <translation>教师占比</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>Term weights and sentence vectors cannot stand side by side in one head.</source>
        <translation>词项权重与句向量不能并列用于同一个分类头。</translation>
    </message>
    <message>
        <source>Terms that occur in fewer rows are left out.</source>
        <translation>出现的行数少于此值的词项会被舍去。</translation>
    </message>
    <message>
        <source>Test rows of %1 would reach training through %2.</source>
        <translation>%1 的测试行会通过 %2 进入训练。</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>The bytes of %1 do not fit its shape.</source>
        <translation>%1 的字节与其形状不符。</translation>
    </message>
    <message>
        <source>The checkpoint&apos;s state.json is damaged.</source>
        <translation>检查点的 state.json 已损坏。</translation>
    </message>
    <message>
        <source>The data of %1 changed.</source>
        <translation>%1 的数据已更改。</translation>
    </message>
    <message>
        <source>The device is auto, cpu or cuda:N; &quot;%1&quot; is none of them.</source>
        <translation>设备应为 auto、cpu 或 cuda:N；“%1”不在其中。</translation>
    </message>
    <message>
        <source>The disk is full: %1 was not written.</source>
        <translation>磁盘已满：%1 未写入。</translation>
    </message>
    <message>
        <source>The engine was built for LibTorch %1, but LibTorch %2 was loaded. Run ./dev setup, then build again.</source>
        <translation>引擎是为 LibTorch %1 构建的，但加载的是 LibTorch %2。请运行 ./dev setup，然后重新构建。</translation>
    </message>
    <message>
        <source>The file is not UTF-8; it looks like %1.</source>
        <translation>该文件不是 UTF-8；看起来像 %1。</translation>
    </message>
    <message>
        <source>The folder lacks vocab.txt, so text cannot be tokenized.</source>
        <translation>该文件夹缺少 vocab.txt，因此无法对文本分词。</translation>
    </message>
    <message>
        <source>The gain from transfer is unknown without a control arm.</source>
        <translation>没有对照方案，无从得知迁移的增益。</translation>
    </message>
    <message>
        <source>The grid of %1 has more than %2 combinations; random draws need fewer.</source>
        <translation>%1 的网格有超过 %2 种组合；随机抽取所需更少。</translation>
    </message>
    <message>
        <source>The header of %1 cannot be read: %2</source>
        <translation>无法读取 %1 的表头：%2</translation>
    </message>
    <message>
        <source>The import options cannot be read.</source>
        <translation>无法读取导入选项。</translation>
    </message>
    <message>
        <source>The input %1 %2.</source>
        <translation>输入 %1 有误：%2。</translation>
    </message>
    <message>
        <source>The learning rate of %1 cannot be auto: no encoder tells its size.</source>
        <translation>%1 的学习率不能为自动：没有编码器可供判断大小。</translation>
    </message>
    <message>
        <source>The library has a model called %1 already. Choose another name.</source>
        <translation>模型库中已有名为 %1 的模型。请另选名称。</translation>
    </message>
    <message>
        <source>The linear head stopped after %1 iterations before it converged.</source>
        <translation>线性分类头在 %1 次迭代后停止，尚未收敛。</translation>
    </message>
    <message>
        <source>The loss depends on no parameter that learns.</source>
        <translation>损失不依赖于任何参与学习的参数。</translation>
    </message>
    <message>
        <source>The model folder %1 does not exist.</source>
        <translation>模型文件夹 %1 不存在。</translation>
    </message>
    <message>
        <source>The model folder %1 lacks config.json.</source>
        <translation>模型文件夹 %1 缺少 config.json。</translation>
    </message>
    <message>
        <source>The model folder %1 lacks model.safetensors.</source>
        <translation>模型文件夹 %1 缺少 model.safetensors。</translation>
    </message>
    <message>
        <source>The model knows no class &quot;%1&quot;: it was trained on %2 classes, the test has %3.</source>
        <translation>模型不认识类别“%1”：它在 %2 个类别上训练，而测试有 %3 个。</translation>
    </message>
    <message>
        <source>The model of run %1 is no longer on the disk; run its pipeline again.</source>
        <translation>运行 %1 的模型已不在磁盘上；请重新运行其流程。</translation>
    </message>
    <message>
        <source>The model&apos;s scores are NaN or infinite; they are not counted.</source>
        <translation>模型的得分为 NaN 或无穷大；不计入。</translation>
    </message>
    <message>
        <source>The name of %1 does not tell its format: give csv, tsv or jsonl.</source>
        <translation>由 %1 的名称无法判断其格式：请指定 csv、tsv 或 jsonl。</translation>
    </message>
    <message>
        <source>The one measure that decides.</source>
        <translation>唯一用于判定的指标。</translation>
    </message>
    <message>
        <source>The pipeline has no arm, so there is nothing to run.</source>
        <translation>流程中没有方案，因此没有可运行的内容。</translation>
    </message>
    <message>
        <source>The predictions of %1 do not fit its test rows.</source>
        <translation>%1 的预测与其测试行不符。</translation>
    </message>
    <message>
        <source>The rating, or another number to predict.</source>
        <translation>评分，或其他要预测的数值。</translation>
    </message>
    <message>
        <source>The reference &quot;%1&quot; does not fit this data.</source>
        <translation>参考“%1”不适合此数据。</translation>
    </message>
    <message>
        <source>The roles do not fit the columns.</source>
        <translation>角色与列不符。</translation>
    </message>
    <message>
        <source>The row offsets do not fit the ids.</source>
        <translation>行偏移与 id 不符。</translation>
    </message>
    <message>
        <source>The rows have no %1 to split by. Name its column in Dataset.</source>
        <translation>这些行没有可供划分的 %1。请在“数据集”中指定其列。</translation>
    </message>
    <message>
        <source>The rows have no %1. Name its column in Dataset.</source>
        <translation>这些行没有 %1。请在“数据集”中指定其列。</translation>
    </message>
    <message>
        <source>The same start without what the source taught: the arm&apos;s control.</source>
        <translation>起点相同，但不含从源学到的内容：即方案的对照。</translation>
    </message>
    <message>
        <source>The sample corpora are not in %1. Run ./dev setup, or name their folder.</source>
        <translation>示例语料不在 %1 中。请运行 ./dev setup，或指定其文件夹。</translation>
    </message>
    <message>
        <source>The scored %1 have no value of &quot;%2&quot;.</source>
        <translation>已评估的 %1 没有“%2”的值。</translation>
    </message>
    <message>
        <source>The search has no validation rows to judge its trials on. Give the split a validation share.</source>
        <translation>搜索没有可用于评判试验的验证行。请为划分设置验证占比。</translation>
    </message>
    <message>
        <source>The shares of %1 add up to more than 1.</source>
        <translation>%1 的各份占比之和超过 1。</translation>
    </message>
    <message>
        <source>The stored TF-IDF vocabulary is damaged.</source>
        <translation>保存的 TF-IDF 词表已损坏。</translation>
    </message>
    <message>
        <source>The teacher knows other classes than the rows have.</source>
        <translation>教师所知的类别与这些行的类别不同。</translation>
    </message>
    <message>
        <source>The tensor name %1 is taken.</source>
        <translation>张量名称 %1 已被占用。</translation>
    </message>
    <message>
        <source>The thresholds of %1 do not rise.</source>
        <translation>%1 的阈值不是递增的。</translation>
    </message>
    <message>
        <source>The tokenizer of %1 has %2 tokens, its encoder only %3.</source>
        <translation>%1 的分词器有 %2 个词元，其编码器只有 %3 个。</translation>
    </message>
    <message>
        <source>The training rows hold only one class.</source>
        <translation>训练行只含一个类别。</translation>
    </message>
    <message>
        <source>The transaction on %1 has failed.</source>
        <translation>%1 上的事务已失败。</translation>
    </message>
    <message>
        <source>The weight %1 is missing or does not fit the encoder&apos;s shape.</source>
        <translation>权重 %1 缺失，或与编码器的形状不符。</translation>
    </message>
    <message>
        <source>There are %1 classes, but %2 class names.</source>
        <translation>有 %1 个类别，却有 %2 个类别名称。</translation>
    </message>
    <message>
        <source>There are fewer than two classes to learn. Name the label column of the dataset.</source>
        <translation>可学习的类别少于两个。请指定数据集的标签列。</translation>
    </message>
    <message>
        <source>There are no rows to score.</source>
        <translation>没有可评估的行。</translation>
    </message>
    <message>
        <source>There are no rows to stack.</source>
        <translation>没有可合并的行。</translation>
    </message>
    <message>
        <source>There are no rows to train on.</source>
        <translation>没有可训练的行。</translation>
    </message>
    <message>
        <source>There is no checkpoint in %1.</source>
        <translation>%1 中没有检查点。</translation>
    </message>
    <message>
        <source>There is no device %1: %2 GPUs were found.</source>
        <translation>没有设备 %1：找到 %2 个 GPU。</translation>
    </message>
    <message>
        <source>There is no file %1.</source>
        <translation>没有文件 %1。</translation>
    </message>
    <message>
        <source>There is no job %1.</source>
        <translation>没有作业 %1。</translation>
    </message>
    <message>
        <source>There is no labelled test row to score. Split the data first.</source>
        <translation>没有带标注的测试行可评估。请先划分数据。</translation>
    </message>
    <message>
        <source>There is no list to rank, or no place to count.</source>
        <translation>没有可排序的列表，或没有可计的位置。</translation>
    </message>
    <message>
        <source>There is no node &quot;%1&quot;.</source>
        <translation>没有节点“%1”。</translation>
    </message>
    <message>
        <source>There is no node &quot;%1&quot;. Did you mean &quot;%2&quot;?</source>
        <translation>没有节点“%1”。您是否想用“%2”？</translation>
    </message>
    <message>
        <source>There is no option &quot;%1&quot;.</source>
        <translation>没有选项“%1”。</translation>
    </message>
    <message>
        <source>There is no option &quot;%1&quot;. Did you mean &quot;%2&quot;?</source>
        <translation>没有选项“%1”。您是否想用“%2”？</translation>
    </message>
    <message>
        <source>There is no reference for few-shot tasks yet; compare with a learner on an untrained encoder.</source>
        <translation>小样本任务尚无参考；请与基于未训练编码器的学习器比较。</translation>
    </message>
    <message>
        <source>There is no row to measure.</source>
        <translation>没有可度量的行。</translation>
    </message>
    <message>
        <source>There is no run %1.</source>
        <translation>没有运行 %1。</translation>
    </message>
    <message>
        <source>There is no simple recommender called &quot;%1&quot;.</source>
        <translation>没有名为“%1”的简单推荐器。</translation>
    </message>
    <message>
        <source>There is no slice &quot;%1&quot;: length, class and origin are known.</source>
        <translation>没有切片“%1”：支持 length、class 和 origin。</translation>
    </message>
    <message>
        <source>There is no stage for the node kind %1.</source>
        <translation>节点类型 %1 没有对应的阶段。</translation>
    </message>
    <message>
        <source>There is no workspace in %1.</source>
        <translation>%1 中没有工作区。</translation>
    </message>
    <message>
        <source>There is not enough memory for %1. Use a smaller batch.</source>
        <translation>%1 的内存不足。请减小批大小。</translation>
    </message>
    <message>
        <source>These tasks are users with ratings; rank them instead.</source>
        <translation>这些任务是带评分的用户；请改用排序。</translation>
    </message>
    <message>
        <source>This dataset is no longer there; import it again.</source>
        <translation>此数据集已不存在；请重新导入。</translation>
    </message>
    <message>
        <source>This edge closes a loop through %1.</source>
        <translation>此连线经由 %1 形成环路。</translation>
    </message>
    <message>
        <source>This model knows fixed classes; few-shot tasks bring new ones. Link a few-shot learner.</source>
        <translation>此模型只认识固定的类别；小样本任务会带来新类别。请连接小样本学习器。</translation>
    </message>
    <message>
        <source>This step works differently since then.</source>
        <translation>此步骤的工作方式此后已有变化。</translation>
    </message>
    <message>
        <source>This workspace is of an older Warmstart; open it for writing once to bring it up to date.</source>
        <translation>此工作区来自较旧的 Warmstart；请以可写方式打开一次以更新。</translation>
    </message>
    <message>
        <source>This workspace was written by a newer Warmstart (version %1 of its run log; known is %2).</source>
        <translation>此工作区由更新版本的 Warmstart 写入（其运行日志版本为 %1；已知版本为 %2）。</translation>
    </message>
    <message>
        <source>Thresholds</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>Thresholds must rise from one to the next.</source>
        <translation>阈值必须逐个递增。</translation>
    </message>
    <message>
        <source>Ties</source>
        <translation>并列处理</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Too few seeds for a claim: %1 pairs, 5 needed. Means so far %2, %3.</source>
        <translation>随机种子太少，无法下结论：已有 %1 对，需要 5 对。目前均值为 %2、%3。</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Training and validation shares must be 0 to 1 together.</source>
        <translation>训练与验证的占比之和须在 0 到 1 之间。</translation>
    </message>
    <message>
        <source>Training options shared by many nodes.</source>
        <translation>供多个节点共用的训练选项。</translation>
    </message>
    <message>
        <source>Training rows only: repeat rows of rare classes, or drop rows of common ones.</source>
        <translation>仅限训练行：重复稀少类别的行，或丢弃常见类别的行。</translation>
    </message>
    <message>
        <source>Training rows only: this share of the words is left out, as noise.</source>
        <translation>仅限训练行：随机略去这一比例的词，作为噪声。</translation>
    </message>
    <message>
        <source>Training share</source>
        <translation>训练占比</translation>
    </message>
    <message>
        <source>Trains encoder and head on the target rows.</source>
        <translation>在目标行上训练编码器和分类头。</translation>
    </message>
    <message>
        <source>Transfer helps at %1: +%2 over no transfer (%3 % CI %4 to %5).</source>
        <translation>%1时迁移有效：相比不迁移 +%2（%3 % 置信区间 %4 至 %5）。</translation>
    </message>
    <message>
        <source>Transfer helps: +%1 over no transfer (%2 % CI %3 to %4).</source>
        <translation>迁移有效：相比不迁移 +%1（%2 % 置信区间 %3 至 %4）。</translation>
    </message>
    <message>
        <source>Trials, judged on validation rows; they count in the arm&apos;s cost.</source>
        <translation>试验次数，在验证行上评判；计入方案的成本。</translation>
    </message>
    <message>
        <source>Tries</source>
        <translation>试验次数</translation>
    </message>
    <message>
        <source>Tries option values of the part above it and keeps the best on validation rows.</source>
        <translation>尝试其上游部分的选项取值，保留在验证行上最好的。</translation>
    </message>
    <message>
        <source>Two arms have the id &quot;%1&quot;.</source>
        <translation>有两个方案的 id 都是“%1”。</translation>
    </message>
    <message>
        <source>Undecided: interval %1 to %2, p = %3.</source>
        <translation>尚无定论：区间 %1 至 %2，p = %3。</translation>
    </message>
    <message>
        <source>Unfreeze</source>
        <translation>解冻</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>划分单位</translation>
    </message>
    <message>
        <source>Update rule.</source>
        <translation>更新规则。</translation>
    </message>
    <message>
        <source>Use the control&apos;s options</source>
        <translation>使用对照的选项</translation>
    </message>
    <message>
        <source>Use the control&apos;s split</source>
        <translation>使用对照的划分</translation>
    </message>
    <message>
        <source>Use unlabelled part</source>
        <translation>使用无标注部分</translation>
    </message>
    <message>
        <source>Use: what is learnt from, what it is for, or texts without labels.</source>
        <translation>用途：用来学习的源、要应用到的目标，或无标注的文本。</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Users need at least as many ratings as the query takes: %1, not %2.</source>
        <translation>用户的评分数不得少于查询集所需：至少应为 %1，而不是 %2。</translation>
    </message>
    <message>
        <source>Users with fewer are left out.</source>
        <translation>评分数少于此值的用户会被舍去。</translation>
    </message>
    <message>
        <source>Users with more are left out.</source>
        <translation>评分数多于此值的用户会被舍去。</translation>
    </message>
    <message>
        <source>Validate</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Validation share</source>
        <translation>验证占比</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>预热</translation>
    </message>
    <message>
        <source>Web addresses are removed.</source>
        <translation>移除网址。</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>Weight of half the squared head weights against the summed loss (1/C of other tools).</source>
        <translation>分类头权重平方和之半相对于总损失的系数（其他工具中的 1/C）。</translation>
    </message>
    <message>
        <source>Weight of half the sum of squared weights.</source>
        <translation>权重平方和之半的系数。</translation>
    </message>
    <message>
        <source>Weight of the sum of absolute weights.</source>
        <translation>权重绝对值之和的系数。</translation>
    </message>
    <message>
        <source>Weighted word and character n-grams, fitted on the labelled training rows.</source>
        <translation>加权的词与字符 n-gram，在带标注的训练行上拟合。</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>What learns: all, one more layer from the top each epoch, or the last layers.</source>
        <translation>参与学习的部分：全部、每轮从顶层起多解冻一层，或最后几层。</translation>
    </message>
    <message>
        <source>What learns: all, one more layer from the top each epoch, the last layers, or biases only.</source>
        <translation>参与学习的部分：全部、每轮从顶层起多解冻一层、最后几层，或仅偏置。</translation>
    </message>
    <message>
        <source>What simple methods reach on the same rows.</source>
        <translation>简单方法在同样的行上能达到的结果。</translation>
    </message>
    <message>
        <source>What stays together. group_hash draws nothing; class gives disjoint classes for new tasks.</source>
        <translation>哪些内容保持在一起。group_hash 不作随机抽取；“类别”（class）为新任务给出互不相交的类别。</translation>
    </message>
    <message>
        <source>What the control does without: what the source taught, or all that was pretrained.</source>
        <translation>对照所去除的内容：从源学到的，或全部预训练所得。</translation>
    </message>
    <message>
        <source>When it happened.</source>
        <translation>发生的时间。</translation>
    </message>
    <message>
        <source>Who is new</source>
        <translation>冷启动设定</translation>
    </message>
    <message>
        <source>Who is new must be user_cold or warm, not %1.</source>
        <translation>冷启动设定必须是 user_cold 或 warm，而不是 %1。</translation>
    </message>
    <message>
        <source>With last_k: so many layers from the top.</source>
        <translation>选“末 k 层”（last_k）时：从顶层起的层数。</translation>
    </message>
    <message>
        <source>Withhold</source>
        <translation>去除内容</translation>
    </message>
    <message>
        <source>Word n-grams</source>
        <translation>词 n-gram</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>activity</source>
        <translation>活跃度</translation>
    </message>
    <message>
        <source>adam</source>
        <translation>adam</translation>
    </message>
    <message>
        <source>adamw</source>
        <translation>adamw</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>auc</source>
        <translation>auc</translation>
    </message>
    <message>
        <source>auroc</source>
        <translation>auroc</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>bf16</source>
        <translation>bf16</translation>
    </message>
    <message>
        <source>bias</source>
        <translation>偏置</translation>
    </message>
    <message>
        <source>by_name</source>
        <translation>按名称</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>ceiling</source>
        <translation>上限</translation>
    </message>
    <message>
        <source>characters</source>
        <translation>字符</translation>
    </message>
    <message>
        <source>class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>classes</source>
        <translation>类</translation>
    </message>
    <message>
        <source>cls</source>
        <translation>cls</translation>
    </message>
    <message>
        <source>cold</source>
        <translation>冷启动</translation>
    </message>
    <message>
        <source>constant</source>
        <translation>恒定</translation>
    </message>
    <message>
        <source>cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>ece</source>
        <translation>ece</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>euclidean</source>
        <translation>欧氏</translation>
    </message>
    <message>
        <source>expected</source>
        <translation>期望值</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>fp32</source>
        <translation>fp32</translation>
    </message>
    <message>
        <source>gradual</source>
        <translation>逐层</translation>
    </message>
    <message>
        <source>grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>group_hash</source>
        <translation>group_hash</translation>
    </message>
    <message>
        <source>held</source>
        <translation>已挂起</translation>
    </message>
    <message>
        <source>hit</source>
        <translation>命中率</translation>
    </message>
    <message>
        <source>idle</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>item</source>
        <translation>物品</translation>
    </message>
    <message>
        <source>item_mean</source>
        <translation>物品均值</translation>
    </message>
    <message>
        <source>items</source>
        <translation>个物品</translation>
    </message>
    <message>
        <source>killed</source>
        <translation>已被终止</translation>
    </message>
    <message>
        <source>knn</source>
        <translation>knn</translation>
    </message>
    <message>
        <source>l2 must be at least %1.</source>
        <translation>l2 至少为 %1。</translation>
    </message>
    <message>
        <source>last</source>
        <translation>末位</translation>
    </message>
    <message>
        <source>last_k</source>
        <translation>末 k 层</translation>
    </message>
    <message>
        <source>layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>machine restarted</source>
        <translation>机器已重启</translation>
    </message>
    <message>
        <source>macro_f1</source>
        <translation>macro_f1</translation>
    </message>
    <message>
        <source>mae</source>
        <translation>mae</translation>
    </message>
    <message>
        <source>majority</source>
        <translation>多数类</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>micro_f1</source>
        <translation>micro_f1</translation>
    </message>
    <message>
        <source>momentum</source>
        <translation>动量</translation>
    </message>
    <message>
        <source>mrr</source>
        <translation>mrr</translation>
    </message>
    <message>
        <source>n-grams of %1 to %2 are not a range.</source>
        <translation>n-gram 的 %1 到 %2 不是有效范围。</translation>
    </message>
    <message>
        <source>ndcg</source>
        <translation>ndcg</translation>
    </message>
    <message>
        <source>neutral</source>
        <translation>中性</translation>
    </message>
    <message>
        <source>no_source</source>
        <translation>不用源</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>over</source>
        <translation>过采样</translation>
    </message>
    <message>
        <source>passes</source>
        <translation>遍</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>per_class</source>
        <translation>每类等量</translation>
    </message>
    <message>
        <source>popularity</source>
        <translation>流行度</translation>
    </message>
    <message>
        <source>precision</source>
        <translation>精确率</translation>
    </message>
    <message>
        <source>pretrained</source>
        <translation>预训练</translation>
    </message>
    <message>
        <source>prototype</source>
        <translation>原型</translation>
    </message>
    <message>
        <source>queued</source>
        <translation>排队中</translation>
    </message>
    <message>
        <source>random</source>
        <translation>随机</translation>
    </message>
    <message>
        <source>random_encoder</source>
        <translation>随机编码器</translation>
    </message>
    <message>
        <source>ratings</source>
        <translation>条评分</translation>
    </message>
    <message>
        <source>recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>reused</source>
        <translation>已复用</translation>
    </message>
    <message>
        <source>ridge</source>
        <translation>岭回归</translation>
    </message>
    <message>
        <source>rmse</source>
        <translation>rmse</translation>
    </message>
    <message>
        <source>rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>sgd</source>
        <translation>sgd</translation>
    </message>
    <message>
        <source>source</source>
        <translation>源</translation>
    </message>
    <message>
        <source>stale</source>
        <translation>已过期</translation>
    </message>
    <message>
        <source>step</source>
        <translation>阶梯</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>stratified</source>
        <translation>分层</translation>
    </message>
    <message>
        <source>target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>tasks</source>
        <translation>个任务</translation>
    </message>
    <message>
        <source>tfidf</source>
        <translation>tfidf</translation>
    </message>
    <message>
        <source>the labels of the test rows differ</source>
        <translation>测试行的标签不一致</translation>
    </message>
    <message>
        <source>time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>个词元</translation>
    </message>
    <message>
        <source>triangle</source>
        <translation>三角</translation>
    </message>
    <message>
        <source>under</source>
        <translation>欠采样</translation>
    </message>
    <message>
        <source>unlabelled</source>
        <translation>无标注</translation>
    </message>
    <message>
        <source>user</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>user_cold</source>
        <translation>用户冷启动</translation>
    </message>
    <message>
        <source>user_cold: test users have no training rating but their support.</source>
        <translation>用户冷启动（user_cold）：测试用户除支持集外没有训练评分。</translation>
    </message>
    <message>
        <source>warm</source>
        <translation>热启动</translation>
    </message>
    <message>
        <source>words</source>
        <translation>词</translation>
    </message>
    <message>
        <source>%1 asks for %2, which is not read here. Only plain LoRA adapters are.</source>
        <translation>%1 要求 %2，这里无法读取。只能读取普通的 LoRA 适配器。</translation>
    </message>
    <message>
        <source>%1 is an adapter. warmstart-cli model import merges it into the model it rests on and takes that in.</source>
        <translation>%1 是适配器。warmstart-cli model import 会把它并入所依托的模型，再收入模型库。</translation>
    </message>
    <message>
        <source>%2 in %1 cannot be read.</source>
        <translation>无法读取 %1 中的 %2。</translation>
    </message>
    <message>
        <source>A head on layer %1 of a GPT-2 model cannot be exported as one model folder. Read its last layer.</source>
        <translation>建立在 GPT-2 模型第 %1 层上的分类头不能导出为一个模型文件夹。请读取其最后一层。</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>形式</translation>
    </message>
    <message>
        <source>LoRA: two small matrices beside the queries and values of every layer.</source>
        <translation>LoRA：在每一层的查询和值旁边各加两个小矩阵。</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>秩</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Size of the small matrices: more learn more, and cost more.</source>
        <translation>小矩阵的大小：越大学得越多，开销也越大。</translation>
    </message>
    <message>
        <source>Small adapter</source>
        <translation>小型适配器</translation>
    </message>
    <message>
        <source>The adapter %1 rests on the model %2, which is not there. Name that model&apos;s folder.</source>
        <translation>适配器 %1 依托于模型 %2，但该模型不在。请指明该模型的文件夹。</translation>
    </message>
    <message>
        <source>The folder lacks merges.txt, so text cannot be tokenized.</source>
        <translation>文件夹缺少 merges.txt，因此无法对文本分词。</translation>
    </message>
    <message>
        <source>This tokenizer uses %1, which is not read here. Choose a model with the tokenizer of BERT, DistilBERT, RoBERTa or GPT-2.</source>
        <translation>此分词器使用 %1，这里无法读取。请选择采用 BERT、DistilBERT、RoBERTa 或 GPT-2 分词器的模型。</translation>
    </message>
    <message>
        <source>Trains small matrices beside the encoder&apos;s, and a head; the encoder itself stays.</source>
        <translation>在编码器的矩阵旁训练小矩阵，并训练一个分类头；编码器本身不变。</translation>
    </message>
    <message>
        <source>What they say counts scale / rank times.</source>
        <translation>小矩阵的输出乘以“缩放 / 秩”。</translation>
    </message>
    <message>
        <source>lora</source>
        <translation>LoRA</translation>
    </message>
    <message>
        <source>%1 asks for %2, which is not read here.</source>
        <translation>%1 要求 %2，这里无法读取。</translation>
    </message>
    <message>
        <source>%1 asks for position embeddings of the type &quot;%2&quot;.</source>
        <translation>%1 要求“%2”类型的位置嵌入。</translation>
    </message>
    <message>
        <source>%1 asks for the activation &quot;%2&quot;. Known: gelu, gelu_new, relu.</source>
        <translation>%1 要求激活函数“%2”。已知：gelu、gelu_new、relu。</translation>
    </message>
    <message>
        <source>%1 describes a decoder (%2); only encoders can be read.</source>
        <translation>%1 描述的是解码器（%2）；只能读取编码器。</translation>
    </message>
    <message>
        <source>%1 describes a model of the type &quot;%2&quot;, which cannot be read. Known: bert, distilbert, roberta, gpt2.</source>
        <translation>%1 描述的是“%2”类型的模型，无法读取。已知：bert、distilbert、roberta、gpt2。</translation>
    </message>
    <message>
        <source>%2 in %1 leaves no place for a token.</source>
        <translation>%1 中的 %2 没有给词元留下位置。</translation>
    </message>
    <message>
        <source>%2 in %1 must be a number from 0 to %3.</source>
        <translation>%1 中的 %2 必须是 0 到 %3 之间的数。</translation>
    </message>
    <message>
        <source>%2 in %1 must be a whole number from %3 to %4.</source>
        <translation>%1 中的 %2 必须是 %3 到 %4 之间的整数。</translation>
    </message>
    <message>
        <source>%2 in %1 must be an object.</source>
        <translation>%1 中的 %2 必须是对象。</translation>
    </message>
    <message>
        <source>%2 in %1 must be text.</source>
        <translation>%1 中的 %2 必须是文本。</translation>
    </message>
    <message>
        <source>%2 is missing in %1.</source>
        <translation>%1 中缺少 %2。</translation>
    </message>
    <message>
        <source>In %1 %4 %2 is not a multiple of num_attention_heads %3.</source>
        <translation>在 %1 中，%4 %2 不是 num_attention_heads %3 的倍数。</translation>
    </message>
    <message>
        <source>id2label in %1 has no text for class %2.</source>
        <translation>%1 中的 id2label 没有类别 %2 的文本。</translation>
    </message>
    <message>
        <source>%1 (reference)</source>
        <translation>%1（参照）</translation>
    </message>
    <message>
        <source>%1 against %2</source>
        <translation>%1 对比 %2</translation>
    </message>
    <message>
        <source>%1 carries no pipeline of Warmstart.</source>
        <translation>%1 中没有 Warmstart 流程。</translation>
    </message>
    <message>
        <source>%1 labels</source>
        <translation>%1 个标签</translation>
    </message>
    <message>
        <source>%1 more options are different.</source>
        <translation>另有 %1 个选项不同。</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1 ran, %2 were reused</source>
        <translation>运行 %1 个，复用 %2 个</translation>
    </message>
    <message>
        <source>%1 ratings</source>
        <translation>%1 个评分</translation>
    </message>
    <message>
        <source>A report is html, md or pdf; &quot;%1&quot; is none of them.</source>
        <translation>报告格式为 html、md 或 pdf；“%1”不在其中。</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Arm</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>Arms</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>At the largest budget; under 30 rows greyed.</source>
        <translation>取最大预算；少于 30 行者以灰色显示。</translation>
    </message>
    <message>
        <source>Budget curve</source>
        <translation>预算曲线</translation>
    </message>
    <message>
        <source>Calibration: probabilities are off by up to %1 points on average (%2).</source>
        <translation>校准：概率平均偏差最大为 %1 个百分点（%2）。</translation>
    </message>
    <message>
        <source>Classes and slices</source>
        <translation>类别与切片</translation>
    </message>
    <message>
        <source>Confusion</source>
        <translation>混淆矩阵</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>开销</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Fewer than five seeds: no claim is made from them.</source>
        <translation>随机种子少于五个：不据此下结论。</translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation>指纹</translation>
    </message>
    <message>
        <source>How to make it again</source>
        <translation>如何重现</translation>
    </message>
    <message>
        <source>Interval: two-level paired bootstrap over seeds and test rows. p: paired t over seeds, Holm over the planned family. Nothing was chosen on test rows.</source>
        <translation>区间：对随机种子与测试行的两级配对自助法。p：按随机种子的配对 t 检验，对计划内的比较做 Holm 校正。没有任何选择依据测试行做出。</translation>
    </message>
    <message>
        <source>Its input %w1 changed.</source>
        <translation>其输入“%w1”已改变。</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Labels of the target</source>
        <translation>目标标注数</translation>
    </message>
    <message>
        <source>Learning curves</source>
        <translation>学习曲线</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>局限</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>Mean over seeds with its 95 % interval.</source>
        <translation>各随机种子的均值及其 95 % 区间。</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>No arm has a control, so nothing is claimed.</source>
        <translation>没有方案设有对照，因此不下结论。</translation>
    </message>
    <message>
        <source>No option was chosen by its result.</source>
        <translation>没有选项是按结果挑选的。</translation>
    </message>
    <message>
        <source>No rule was waived.</source>
        <translation>没有豁免任何规则。</translation>
    </message>
    <message>
        <source>No run that scored this model is in the log; there is nothing to hold it against.</source>
        <translation>日志中没有评估过此模型的运行，无从比对。</translation>
    </message>
    <message>
        <source>Only in the arm</source>
        <translation>仅在方案中</translation>
    </message>
    <message>
        <source>Only in the control</source>
        <translation>仅在对照中</translation>
    </message>
    <message>
        <source>Open this report in Warmstart, or save the pipeline below as a file and run it:</source>
        <translation>在 Warmstart 中打开本报告，或把下面的流程存为文件后运行：</translation>
    </message>
    <message>
        <source>Options were searched on validation rows; test rows chose nothing.</source>
        <translation>选项在验证行上搜索；测试行未参与任何选择。</translation>
    </message>
    <message>
        <source>Parameters trained</source>
        <translation>训练的参数</translation>
    </message>
    <message>
        <source>Per cent, mean over seeds [95 % t interval].</source>
        <translation>百分比，各随机种子的均值 [95 % t 区间]。</translation>
    </message>
    <message>
        <source>Pipeline</source>
        <translation>流程</translation>
    </message>
    <message>
        <source>Pipeline (SHA-256)</source>
        <translation>流程（SHA-256）</translation>
    </message>
    <message>
        <source>Pipeline as a file</source>
        <translation>流程文件内容</translation>
    </message>
    <message>
        <source>Privacy: training rows were not protected by noise; a model may hold traces of them.</source>
        <translation>隐私：训练行未加噪声保护；模型中可能留有其痕迹。</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>实验规程</translation>
    </message>
    <message>
        <source>Ratings revealed</source>
        <translation>可见评分数</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Reused from job %1.</source>
        <translation>复用自作业 %1。</translation>
    </message>
    <message>
        <source>Reused.</source>
        <translation>已复用。</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Rows in</source>
        <translation>输入行</translation>
    </message>
    <message>
        <source>Rows out</source>
        <translation>输出行</translation>
    </message>
    <message>
        <source>Rows read</source>
        <translation>读入行</translation>
    </message>
    <message>
        <source>Seconds a run</source>
        <translation>每次运行秒数</translation>
    </message>
    <message>
        <source>Seconds of every step that a run rests on, as they took when they were computed; what is shared by several runs counts in each.</source>
        <translation>一次运行所依赖的每个步骤在计算时所用的秒数；多次运行共用的步骤在每次中都计入。</translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Seeds wrong</source>
        <translation>答错的种子</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation>被拒</translation>
    </message>
    <message>
        <source>Share given to the truth</source>
        <translation>给予真实类别的概率</translation>
    </message>
    <message>
        <source>Size on disk</source>
        <translation>磁盘占用</translation>
    </message>
    <message>
        <source>Slice</source>
        <translation>切片</translation>
    </message>
    <message>
        <source>Some data is synthetic: no result on it says anything about people.</source>
        <translation>部分数据由程序生成：其上的结果不能说明任何真人的情况。</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Test rows, summed over seeds.</source>
        <translation>测试行，按随机种子累加。</translation>
    </message>
    <message>
        <source>Texts a second</source>
        <translation>每秒文本数</translation>
    </message>
    <message>
        <source>The exported model scores other classes than the run.</source>
        <translation>导出的模型所评的类别与该运行不同。</translation>
    </message>
    <message>
        <source>The language is en or zh-CN; &quot;%1&quot; is neither.</source>
        <translation>语言为 en 或 zh-CN；“%1”都不是。</translation>
    </message>
    <message>
        <source>The numbers hold for these test rows, these classes and these seeds. Other data, other years or other writers may give others.</source>
        <translation>这些数字只对这些测试行、类别和随机种子成立。换用其他数据、年份或作者，结果可能不同。</translation>
    </message>
    <message>
        <source>The pipeline in %1 is not the one that was put there: its hash differs.</source>
        <translation>%1 中的流程不是当初放入的那一个：其哈希不符。</translation>
    </message>
    <message>
        <source>Their texts are left out; they may be private.</source>
        <translation>略去其文本；可能涉及隐私。</translation>
    </message>
    <message>
        <source>Training loss</source>
        <translation>训练损失</translation>
    </message>
    <message>
        <source>Training loss of each fit of the first seed.</source>
        <translation>首个随机种子下各次拟合的训练损失。</translation>
    </message>
    <message>
        <source>Truth</source>
        <translation>真实</translation>
    </message>
    <message>
        <source>Waived: %1 at %2</source>
        <translation>豁免：%2 处的 %1</translation>
    </message>
    <message>
        <source>Waivers</source>
        <translation>豁免</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>处理情况</translation>
    </message>
    <message>
        <source>Worst examples</source>
        <translation>最差样例</translation>
    </message>
    <message>
        <source>addresses removed</source>
        <translation>删除网址</translation>
    </message>
    <message>
        <source>all labels</source>
        <translation>全部标签</translation>
    </message>
    <message>
        <source>between thresholds</source>
        <translation>落在阈值之间</translation>
    </message>
    <message>
        <source>copies dropped</source>
        <translation>去除重复</translation>
    </message>
    <message>
        <source>data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>encoder</source>
        <translation>编码器</translation>
    </message>
    <message>
        <source>features</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>labels revealed</source>
        <translation>可见标签</translation>
    </message>
    <message>
        <source>labels there</source>
        <translation>现有标签</translation>
    </message>
    <message>
        <source>metrics</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>not set</source>
        <translation>未设</translation>
    </message>
    <message>
        <source>not stated</source>
        <translation>未注明</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>one result for all seeds</source>
        <translation>所有随机种子同一结果</translation>
    </message>
    <message>
        <source>recipe</source>
        <translation>训练配方</translation>
    </message>
    <message>
        <source>rows balanced away</source>
        <translation>平衡时去除的行</translation>
    </message>
    <message>
        <source>rows repeated</source>
        <translation>重复的行</translation>
    </message>
    <message>
        <source>rows without a part</source>
        <translation>未分配的行</translation>
    </message>
    <message>
        <source>scored</source>
        <translation>评分对象</translation>
    </message>
    <message>
        <source>scores</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>start</source>
        <translation>起点</translation>
    </message>
    <message>
        <source>student</source>
        <translation>学生模型</translation>
    </message>
    <message>
        <source>synthetic</source>
        <translation>程序生成</translation>
    </message>
    <message>
        <source>teacher</source>
        <translation>教师模型</translation>
    </message>
    <message>
        <source>test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>texts changed</source>
        <translation>文本有改动</translation>
    </message>
    <message>
        <source>texts emptied</source>
        <translation>文本变空</translation>
    </message>
    <message>
        <source>trained</source>
        <translation>训练结果</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>truth \ predicted</source>
        <translation>真实 \ 预测</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>The exported model differs from the trained one by %1.</source>
        <translation>导出的模型与训练所得模型相差 %1。</translation>
    </message>
    <message>
        <source>The exported model differs from the trained one by %1; no file was written.</source>
        <translation>导出的模型与训练所得模型相差 %1；未写入任何文件。</translation>
    </message>
    <message>
        <source>AUC</source>
        <translation>AUC</translation>
    </message>
    <message>
        <source>AUROC</source>
        <translation>AUROC</translation>
    </message>
    <message>
        <source>Brier score</source>
        <translation>Brier 分数</translation>
    </message>
    <message>
        <source>Cohen&apos;s kappa</source>
        <translation>科恩 kappa</translation>
    </message>
    <message>
        <source>Data step</source>
        <translation>数据步骤</translation>
    </message>
    <message>
        <source>MAP@</source>
        <translation>MAP@</translation>
    </message>
    <message>
        <source>Matthews correlation</source>
        <translation>马修斯相关系数</translation>
    </message>
    <message>
        <source>Pearson correlation</source>
        <translation>皮尔逊相关系数</translation>
    </message>
    <message>
        <source>R squared</source>
        <translation>R²</translation>
    </message>
    <message>
        <source>Spearman correlation</source>
        <translation>斯皮尔曼相关系数</translation>
    </message>
    <message>
        <source>Test rows</source>
        <translation>测试行</translation>
    </message>
    <message>
        <source>average precision</source>
        <translation>平均精确率</translation>
    </message>
    <message>
        <source>balanced accuracy</source>
        <translation>平衡准确率</translation>
    </message>
    <message>
        <source>calibration error</source>
        <translation>校准误差</translation>
    </message>
    <message>
        <source>hit rate@</source>
        <translation>命中率@</translation>
    </message>
    <message>
        <source>log loss</source>
        <translation>对数损失</translation>
    </message>
    <message>
        <source>macro F1</source>
        <translation>宏平均 F1</translation>
    </message>
    <message>
        <source>macro precision</source>
        <translation>宏平均精确率</translation>
    </message>
    <message>
        <source>macro recall</source>
        <translation>宏平均召回率</translation>
    </message>
    <message>
        <source>mean absolute error</source>
        <translation>平均绝对误差</translation>
    </message>
    <message>
        <source>mean reciprocal rank</source>
        <translation>平均倒数排名</translation>
    </message>
    <message>
        <source>mean squared error</source>
        <translation>均方误差</translation>
    </message>
    <message>
        <source>micro F1</source>
        <translation>微平均 F1</translation>
    </message>
    <message>
        <source>micro precision</source>
        <translation>微平均精确率</translation>
    </message>
    <message>
        <source>micro recall</source>
        <translation>微平均召回率</translation>
    </message>
    <message>
        <source>nDCG (exponential gain)@</source>
        <translation>nDCG（指数增益）@</translation>
    </message>
    <message>
        <source>nDCG@</source>
        <translation>nDCG@</translation>
    </message>
    <message>
        <source>precision@</source>
        <translation>精确率@</translation>
    </message>
    <message>
        <source>recall@</source>
        <translation>召回率@</translation>
    </message>
    <message>
        <source>root mean squared error</source>
        <translation>均方根误差</translation>
    </message>
    <message>
        <source>weighted F1</source>
        <translation>加权 F1</translation>
    </message>
    <message>
        <source>weighted precision</source>
        <translation>加权精确率</translation>
    </message>
    <message>
        <source>weighted recall</source>
        <translation>加权召回率</translation>
    </message>
    <message>
        <source>&quot;%1&quot; computes nothing of its own, so no part of the pipeline can be named by it. Choose a node that leaves a result.</source>
        <translation>“%1”自身不计算任何内容，因此不能用它指定流程的一部分。请选择会留下结果的节点。</translation>
    </message>
    <message>
        <source>%1 belongs to no arm, so it does not run.</source>
        <translation>%1 不属于任何方案，因此不会运行。</translation>
    </message>
    <message>
        <source>%1 is a binary file, not text. Save the table as CSV and import that.</source>
        <translation>%1 是二进制文件，不是文本。请将表格另存为 CSV 再导入。</translation>
    </message>
    <message>
        <source>%1 is a damaged gzip file, or was cut off. Fetch it again, or unpack it to see what is left.</source>
        <translation>%1 是损坏或被截断的 gzip 文件。请重新获取，或自行解压查看剩余内容。</translation>
    </message>
    <message>
        <source>%1 is an Excel workbook or another ZIP archive, not text. Save the sheet as CSV and import that.</source>
        <translation>%1 是 Excel 工作簿或其他 ZIP 压缩包，不是文本。请将工作表另存为 CSV 再导入。</translation>
    </message>
    <message>
        <source>%1 unpacks to more than %2 MB from %3 kB and was not read: such a file can be made to fill the memory. If you trust it, unpack it yourself.</source>
        <translation>%1 从 %3 kB 解压后超过 %2 MB，因此未读取：这样的文件可能是为占满内存而制作的。如果信任它，请自行解压。</translation>
    </message>
    <message>
        <source>Add an arm</source>
        <translation>添加方案</translation>
    </message>
    <message>
        <source>Closed with a checkpoint; Resume goes on.</source>
        <translation>已保存检查点并关闭；“恢复”可继续。</translation>
    </message>
    <message>
        <source>Files may not grow any further here (ulimit -f): %1 was not written.</source>
        <translation>此处的文件不能再增大（ulimit -f）：%1 未写入。</translation>
    </message>
    <message>
        <source>Job %1 does not wait in the queue.</source>
        <translation>作业 %1 不在队列中等待。</translation>
    </message>
    <message>
        <source>Near copies</source>
        <translation>近似重复</translation>
    </message>
    <message>
        <source>Near copies are kept or dropped, not %1.</source>
        <translation>近似重复只能保留或去除，不能为 %1。</translation>
    </message>
    <message>
        <source>No program works on job %1.</source>
        <translation>没有程序在处理作业 %1。</translation>
    </message>
    <message>
        <source>Nothing that is measured rests on &quot;%1&quot;, so there is nothing to run from there.</source>
        <translation>没有任何度量依赖“%1”，因此无法从那里运行。</translation>
    </message>
    <message>
        <source>Rows of validation and test that nearly repeat an earlier row: kept, or dropped so that the test is new to the model.</source>
        <translation>验证和测试中与较早行近似重复的行：保留，或去除以使测试对模型是全新的。</translation>
    </message>
    <message>
        <source>The disk has become read-only: %1 was not written.</source>
        <translation>磁盘已变为只读：%1 未写入。</translation>
    </message>
    <message>
        <source>The order of the rows cannot be read.</source>
        <translation>无法读取行的顺序。</translation>
    </message>
    <message>
        <source>drop</source>
        <translation>去除</translation>
    </message>
    <message>
        <source>keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Not enough memory for %1 with batch %2 (about %3; %4 are free). Set Rows at once to %5.</source>
        <translation>内存不足以运行“%1”（批大小 %2，约需 %3；可用 %4）。请把“一次计算的行数”设为 %5。</translation>
    </message>
    <message>
        <source>Not enough memory for %1 (about %2; %3 are free). Close other programs, or take a smaller encoder.</source>
        <translation>内存不足以运行“%1”（约需 %2；可用 %3）。请关闭其他程序，或换用更小的编码器。</translation>
    </message>
    <message>
        <source>Not enough space on the disk: about %1 are needed, %2 are free. Make space, or move the workspace to another disk.</source>
        <translation>磁盘空间不足：约需 %1，可用 %2。请腾出空间，或把工作区移到其他磁盘。</translation>
    </message>
    <message>
        <source>The forecast of this job was %1 s, and it took %2 s. Half of its %3 nodes are within %4 % of their forecast in time, %5 % in memory, %6 % on disk.</source>
        <translation>此作业预估用时 %1 秒，实际 %2 秒。其 %3 个节点中有一半与预估相差不超过：时间 %4 %，内存 %5 %，磁盘 %6 %。</translation>
    </message>
    <message>
        <source>%1 labels are asked for, but only %2 are there; all are used.</source>
        <translation>需要 %1 个标签，但只有 %2 个；已全部使用。</translation>
    </message>
    <message>
        <source>Input %1 has no class in common with the first: their classes stand side by side.</source>
        <translation>输入 %1 与第一个输入没有共同的类别：它们的类别并列存在。</translation>
    </message>
    <message>
        <source>No label column. Pick the column that holds the class.</source>
        <translation>没有标签列。请选择存放类别的列。</translation>
    </message>
    <message>
        <source>The %1 part of the split is empty.</source>
        <translation>划分中的 %1 部分为空。</translation>
    </message>
    <message>
        <source>The %1 revealed labels leave %2 classes without an example.</source>
        <translation>公开的 %1 个标签中有 %2 个类别没有样例。</translation>
    </message>
    <message>
        <source>The rows are not split yet, so all were taken as training rows. Put Clean behind Split to leave test rows as they are.</source>
        <translation>这些行尚未划分，因此全部当作训练行。请把“清洗与增广”放在“划分”之后，使测试行保持原样。</translation>
    </message>
    <message>
        <source>%1 of %2 test texts were in the arm&apos;s training</source>
        <translation>%2 条测试文本中有 %1 条出现在该方案的训练中</translation>
    </message>
    <message>
        <source>%1 of %2 test texts were in the control&apos;s training</source>
        <translation>%2 条测试文本中有 %1 条出现在对照的训练中</translation>
    </message>
    <message>
        <source>%1 of %2 test texts were in training, so the model may recall their answers; this result is compared with none. Split rows before anything trains on them, or take these texts out of the source data.</source>
        <translation>%2 条测试文本中有 %1 条出现在训练中，模型可能只是记住了答案；此结果不参与任何比较。请在训练之前先划分行，或从源数据中去掉这些文本。</translation>
    </message>
    <message>
        <source>%1 of %2 test texts were in training; the result is compared with none.</source>
        <translation>%2 条测试文本中有 %1 条出现在训练中；此结果不参与任何比较。</translation>
    </message>
    <message>
        <source>Leakage</source>
        <translation>泄漏</translation>
    </message>
    <message>
        <source>No test text was in training.</source>
        <translation>没有测试文本出现在训练中。</translation>
    </message>
    <message>
        <source>The model gave %1 answers to %2 test rows; they are not counted.</source>
        <translation>模型对 %2 条测试行给出了 %1 个答案；不计入。</translation>
    </message>
    <message>
        <source>The model scores all test rows alike, so this result shows no skill. Look at its learning curve and its labels.</source>
        <translation>模型对所有测试行的打分相同，因此此结果不说明任何能力。请查看其学习曲线和标签。</translation>
    </message>
    <message>
        <source>What was trained on is recalled, not judged. Split rows before anything trains on them, or take these texts out of the source data, and run again.</source>
        <translation>训练过的文本是被记住的，而不是被判断的。请在训练之前先划分行，或从源数据中去掉这些文本，然后重新运行。</translation>
    </message>
    <message>
        <source>The two arms were scored on other classes, so their answers cannot be laid side by side.</source>
        <translation>两个方案的评分类别不同，无法并排比较它们的回答。</translation>
    </message>
    <message>
        <source>There are no two arms &quot;%1&quot; and &quot;%2&quot; that both have finished runs with the same label budget.</source>
        <translation>没有两个方案“%1”和“%2”都具有标签预算相同的已完成运行。</translation>
    </message>
    <message>
        <source>the arms were scored on other classes</source>
        <translation>两个方案的评分类别不同</translation>
    </message>
</context>
<context>
    <name>help</name>
    <message>
        <source>Welcome</source>
        <translation>欢迎</translation>
    </message>
    <message>
        <source>Templates are pipelines that work as they are: open one, press Run, and compare. Below stand the pipelines that were open last, and edits that a crash left behind.</source>
        <translation>模板是可直接使用的流程：打开一个，点“运行”，再对比结果。下方是最近打开的流程，以及崩溃后留下的编辑。</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Import your own rows: choose a file, say which column is text, label, user or item, and read the passport that tells what was kept and what was set aside. Nothing leaves this computer.</source>
        <translation>导入您自己的行：选择文件，指明哪一列是文本、标签、用户或物品，再查看数据护照，了解保留了什么、搁置了什么。数据不会离开这台计算机。</translation>
    </message>
    <message>
        <source>Pipeline</source>
        <translation>流程</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Every run that was ever started, in groups that differ in the seed alone. Open one as it ran, resume it, or choose two groups to compare.</source>
        <translation>所有启动过的运行，按“仅随机种子不同”分组。可按当时的样子打开某次运行，继续运行，或选两组进行对比。</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Arms side by side, each mean with its count and its interval. The sentence on top says what the numbers allow, and nothing more.</source>
        <translation>各方案并排展示，每个均值都附次数与区间。顶部的句子只说数据所支持的内容，不多说一句。</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Trained models with the run they came from: try them on a text, export them, write a report.</source>
        <translation>已训练模型及其来源运行：用文本试用、导出，或生成报告。</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Forecast</source>
        <translation>预估</translation>
    </message>
    <message>
        <source>What the run will cost before it begins: how many steps are to do, how many are reused, about how long and how much memory. Start begins; closing changes nothing.</source>
        <translation>运行开始之前的开销：要做多少步、复用多少步、大约多久、要多少内存。“开始”即运行；关闭则什么都不变。</translation>
    </message>
    <message>
        <source>Importing data</source>
        <translation>导入数据</translation>
    </message>
    <message>
        <source>First how the file is read (separator, quotes, encoding), then what each column means, then what becomes of empty, double and damaged rows. The preview shows the first rows as they will be read.</source>
        <translation>先定如何读取文件（分隔符、引号、编码），再定每列的含义，然后定如何处理空行、重复行与损坏的行。预览显示读取后的前几行。</translation>
    </message>
    <message>
        <source>Exporting a model</source>
        <translation>导出模型</translation>
    </message>
    <message>
        <source>Choose what to write and where. The exported model is loaded again and held against the trained one; when they differ, nothing is written.</source>
        <translation>选择写出的内容与位置。导出的模型会被重新载入并与训练所得的模型比对；若有差异，则不写出任何文件。</translation>
    </message>
    <message>
        <source>Writing a report</source>
        <translation>撰写报告</translation>
    </message>
    <message>
        <source>Choose language and format. Texts of rows are left out unless they are asked for. The report carries the pipeline, so that it can be opened again from it.</source>
        <translation>选择语言与格式。除非要求，否则不包含数据行的文本。报告携带流程，因此可以从报告重新打开流程。</translation>
    </message>
    <message>
        <source>Connecting nodes</source>
        <translation>连接节点</translation>
    </message>
    <message>
        <source>Choose an output and an input that takes it. Where none fits, the sentence says why.</source>
        <translation>选择一个输出以及接受它的输入。若都不合适，会说明原因。</translation>
    </message>
    <message>
        <source>A chart as a table</source>
        <translation>以表格查看图表</translation>
    </message>
    <message>
        <source>The points behind the curves, to read and to copy: every one of them, also those that the picture leaves out.</source>
        <translation>曲线背后的数据点，可阅读与复制：全部列出，包括图中省略的点。</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Changes work at once and stay for the next time. Type above to find a setting; Restore Defaults sets all of them back.</source>
        <translation>更改立即生效并保留到下次。在上方输入以查找设置；“恢复默认值”可全部还原。</translation>
    </message>
    <message>
        <source>Changing keys</source>
        <translation>更改快捷键</translation>
    </message>
    <message>
        <source>Choose a command, press its new keys, then Set. Keys that another command has are refused until they are taken away there. The sheet can be printed.</source>
        <translation>选择命令，按下新的快捷键，再按“设置”。已属于其他命令的快捷键会被拒绝，须先在那里取消。速查表可以打印。</translation>
    </message>
    <message>
        <source>About and licences</source>
        <translation>关于与许可证</translation>
    </message>
    <message>
        <source>The version, the licence, and the licences of all parts that Warmstart is made of.</source>
        <translation>版本、许可证，以及 Warmstart 所有组成部分的许可证。</translation>
    </message>
    <message>
        <source>Six lanes from the encoder to the verdict. Add nodes, draw edges from outputs to inputs, set options on the right. An arm is a path to scored test rows; its control is the same with less borrowed, so that a gain can be told from luck. Space searches for a node, T makes the twin, N writes a note, Ctrl+G groups what is selected; Run to here and Run from here, in the menu of a node, run a part.</source>
        <translation>从编码器到结论共六条泳道。添加节点，从输出向输入拉连线，在右侧设置选项。方案是一条通往已评分测试行的路径；其对照与之相同，只是借用更少，从而能区分增益与运气。空格查找节点，T 添加对照孪生，N 写便笺，Ctrl+G 把所选分为一组；节点菜单里的“运行到此处”和“从此处运行”只运行一部分。</translation>
    </message>
</context>
<context>
    <name>keys</name>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Properties of the node</source>
        <translation>节点的属性</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Connect to...</source>
        <translation>连接到...</translation>
    </message>
    <message>
        <source>Add twin</source>
        <translation>添加对照孪生</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>大纲</translation>
    </message>
    <message>
        <source>Find a node to add</source>
        <translation>查找要添加的节点</translation>
    </message>
    <message>
        <source>Add a note</source>
        <translation>添加便笺</translation>
    </message>
    <message>
        <source>Show all of it</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Properties of the node; words of a note; cards of a group</source>
        <translation>节点的属性；便笺的内容；分组的卡片</translation>
    </message>
    <message>
        <source>Canvas</source>
        <translation>画布</translation>
    </message>
</context>
<context>
    <name>models</name>
    <message>
        <source>Built upon %1</source>
        <translation>基于 %1</translation>
    </message>
    <message>
        <source>bundled</source>
        <translation>内置</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>已导入</translation>
    </message>
    <message>
        <source>A few-shot learner has no classes of its own: it takes them from a task.</source>
        <translation>小样本学习器没有自己的类别：类别取自任务。</translation>
    </message>
    <message>
        <source>An encoder has no classes. Build a pipeline upon it first.</source>
        <translation>编码器没有类别。请先基于它建立流程。</translation>
    </message>
    <message>
        <source>It is in the library already, as a folder.</source>
        <translation>它已作为文件夹存在于模型库中。</translation>
    </message>
    <message>
        <source>TF-IDF weights are no encoder: nothing can be built upon them.</source>
        <translation>TF-IDF 权重不是编码器：无法基于它建立任何东西。</translation>
    </message>
    <message>
        <source>The model scored no text.</source>
        <translation>模型没有评出任何文本。</translation>
    </message>
</context>
<context>
    <name>own_templates</name>
    <message>
        <source>No column is text.</source>
        <translation>没有文本列。</translation>
    </message>
    <message>
        <source>No label column. Pick the column that holds the class.</source>
        <translation>没有标签列。请选择存放类别的列。</translation>
    </message>
    <message>
        <source>The label column holds fewer than two classes.</source>
        <translation>标签列中的类别少于两个。</translation>
    </message>
    <message>
        <source>The label column holds numbers; tasks need classes by name.</source>
        <translation>标签列中是数字；任务需要以名称表示的类别。</translation>
    </message>
    <message>
        <source>Some classes have one row only; a task needs two of each class.</source>
        <translation>有些类别只有一行；任务中每个类别需要两行。</translation>
    </message>
    <message>
        <source>Columns of users, items and ratings are needed.</source>
        <translation>需要用户、物品和评分列。</translation>
    </message>
    <message>
        <source>Text: target only vs transfer from news</source>
        <translation>文本：仅用目标与新闻迁移的对比</translation>
    </message>
    <message>
        <source>Few-shot intents</source>
        <translation>小样本意图</translation>
    </message>
    <message>
        <source>Cold-start users</source>
        <translation>冷启动用户</translation>
    </message>
    <message>
        <source>Own texts: %1</source>
        <translation>自有文本：%1</translation>
    </message>
    <message>
        <source>Few-shot classes: %1</source>
        <translation>小样本类别：%1</translation>
    </message>
    <message>
        <source>Cold-start users: %1</source>
        <translation>冷启动用户：%1</translation>
    </message>
</context>
<context>
    <name>report</name>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
</context>
<context>
    <name>templates</name>
    <message>
        <source>News to social comments</source>
        <translation>从新闻到社交评论</translation>
    </message>
    <message>
        <source>Does what was learnt on news help to read tweets? Frozen encoder, four arms, ten seeds, 16 to 1000 labels.</source>
        <translation>在新闻上学到的东西有助于读懂推文吗？冻结编码器，四个方案，十个随机种子，16 至 1000 条标注。</translation>
    </message>
    <message>
        <source>about a minute</source>
        <translation>约一分钟</translation>
    </message>
    <message>
        <source>News to social comments, in full</source>
        <translation>从新闻到社交评论（完整版）</translation>
    </message>
    <message>
        <source>The same question with fine-tuned, reused and distilled models; five seeds.</source>
        <translation>同一问题，采用微调、复用和蒸馏的模型；五个随机种子。</translation>
    </message>
    <message>
        <source>half an hour</source>
        <translation>半个小时</translation>
    </message>
    <message>
        <source>Movie reviews to comments</source>
        <translation>从影评到评论</translation>
    </message>
    <message>
        <source>The honest counter-example: a source that may not help at all.</source>
        <translation>诚实的反例：一个可能毫无帮助的源。</translation>
    </message>
    <message>
        <source>about two minutes</source>
        <translation>约两分钟</translation>
    </message>
    <message>
        <source>Few-shot intents</source>
        <translation>小样本意图</translation>
    </message>
    <message>
        <source>New classes from five examples each: prototypes and ridge on frozen features. Generated data.</source>
        <translation>每个新类别只有五个示例：在冻结特征上用原型和岭回归。生成数据。</translation>
    </message>
    <message>
        <source>Cold-start users</source>
        <translation>冷启动用户</translation>
    </message>
    <message>
        <source>What can be said of a user after 0 to 20 ratings? Simple references first. Generated data.</source>
        <translation>看过 0 至 20 条评分后，能对用户作出什么判断？先看简单参考。生成数据。</translation>
    </message>
    <message>
        <source>some seconds</source>
        <translation>数秒</translation>
    </message>
</context>
<context>
    <name>widgets::AboutDialog</name>
    <message>
        <source>About Warmstart</source>
        <translation>关于 Warmstart</translation>
    </message>
    <message>
        <source>Warmstart %1</source>
        <translation>Warmstart %1</translation>
    </message>
    <message>
        <source>Transfer learning and meta-learning for people with few data of their own. Free software under the GNU General Public License, version 3 or later. Nothing leaves this computer: the program opens no connection to a network.</source>
        <translation>为自有数据很少的人准备的迁移学习与元学习。自由软件，依 GNU 通用公共许可证第 3 版或更新版本发布。任何内容都不会离开这台计算机：程序不建立任何网络连接。</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>Parts and their licences</source>
        <translation>组成部分及其许可证</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>组成部分</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可</translation>
    </message>
    <message>
        <source>By</source>
        <translation>作者</translation>
    </message>
    <message>
        <source>&amp;Parts</source>
        <translation>组成部分(&amp;P)</translation>
    </message>
    <message>
        <source>Licence of Warmstart</source>
        <translation>Warmstart 的许可证</translation>
    </message>
    <message>
        <source>&amp;Licence of Warmstart</source>
        <translation>Warmstart 的许可证(&amp;L)</translation>
    </message>
</context>
<context>
    <name>widgets::AddSearch</name>
    <message>
        <source>Find a node: &quot;fine-tune&quot;, &quot;split&quot;, &quot;verdict&quot;</source>
        <translation>查找节点：“微调”、“划分”、“结论”</translation>
    </message>
    <message>
        <source>Find a node to add</source>
        <translation>查找要添加的节点</translation>
    </message>
    <message>
        <source>Nodes that can be added</source>
        <translation>可添加的节点</translation>
    </message>
    <message>
        <source>Nothing is called like that.</source>
        <translation>没有这样名称的节点。</translation>
    </message>
</context>
<context>
    <name>widgets::ArmCanvas</name>
    <message>
        <source>%1 (differs)</source>
        <translation>%1（不同）</translation>
    </message>
    <message>
        <source>Path of %1</source>
        <translation>%1 的路径</translation>
    </message>
</context>
<context>
    <name>widgets::CanvasActs</name>
    <message>
        <source>Gives %1</source>
        <translation>输出 %1</translation>
    </message>
    <message>
        <source>Takes %1</source>
        <translation>接收 %1</translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>添加 %1</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Replace an edge</source>
        <translation>替换连线</translation>
    </message>
    <message>
        <source>The clipboard holds no nodes. Copy some on the canvas first.</source>
        <translation>剪贴板中没有节点。请先在画布上复制节点。</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Delete an item</source>
        <translation>删除一项</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n items</source>
        <translation>
            <numerusform>删除 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Title of the node (empty: the kind&apos;s own)</source>
        <translation>节点标题（留空：使用类型自带标题）</translation>
    </message>
    <message>
        <source>Select a node of an arm first; its twin is made without transfer.</source>
        <translation>请先选中某个方案的节点；其对照孪生不含迁移。</translation>
    </message>
    <message>
        <source>Add a twin</source>
        <translation>添加对照孪生</translation>
    </message>
    <message>
        <source>%1 has a twin without transfer; it is its control now.</source>
        <translation>%1 已有无迁移的对照孪生；它现在是其对照。</translation>
    </message>
    <message>
        <source>Arrange</source>
        <translation>排列</translation>
    </message>
    <message>
        <source>The pipeline is on the clipboard as Mermaid text.</source>
        <translation>流程已以 Mermaid 文本复制到剪贴板。</translation>
    </message>
    <message>
        <source>Save the pipeline first; the command runs the file.</source>
        <translation>请先保存流程；该命令运行的是文件。</translation>
    </message>
    <message>
        <source>The command is on the clipboard.</source>
        <translation>命令已复制到剪贴板。</translation>
    </message>
    <message>
        <source>Add a node...</source>
        <translation>添加节点...</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Arrange automatically</source>
        <translation>自动排列</translation>
    </message>
    <message>
        <source>Rename...</source>
        <translation>重命名...</translation>
    </message>
    <message>
        <source>Add the twin without transfer</source>
        <translation>添加无迁移的对照孪生</translation>
    </message>
    <message>
        <source>Why this status</source>
        <translation>为何是此状态</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>创建副本</translation>
    </message>
    <message>
        <source>Copy as Mermaid</source>
        <translation>复制为 Mermaid</translation>
    </message>
    <message>
        <source>Add a note</source>
        <translation>添加便笺</translation>
    </message>
    <message>
        <source>Edit the note...</source>
        <translation>编辑便笺…</translation>
    </message>
    <message>
        <source>Run to here</source>
        <translation>运行到此处</translation>
    </message>
    <message>
        <source>Run from here</source>
        <translation>从此处运行</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>便笺</translation>
    </message>
    <message>
        <source>Words of the note (Markdown)</source>
        <translation>便笺内容（Markdown）</translation>
    </message>
    <message>
        <source>Edit a note</source>
        <translation>编辑便笺</translation>
    </message>
    <message>
        <source>Select the nodes that belong together first.</source>
        <translation>请先选择属于一组的节点。</translation>
    </message>
    <message>
        <source>Select a group first.</source>
        <translation>请先选择一个分组。</translation>
    </message>
    <message>
        <source>Ungroup</source>
        <translation>取消编组</translation>
    </message>
    <message>
        <source>Collapse a group</source>
        <translation>折叠分组</translation>
    </message>
    <message>
        <source>Expand a group</source>
        <translation>展开分组</translation>
    </message>
    <message>
        <source>Title of the group</source>
        <translation>分组标题</translation>
    </message>
    <message>
        <source>Expand</source>
        <translation>展开</translation>
    </message>
    <message>
        <source>Collapse</source>
        <translation>折叠</translation>
    </message>
</context>
<context>
    <name>widgets::Chart</name>
    <message>
        <source>%1
Click: hide or show. Double click: only this one.</source>
        <translation>%1
单击：隐藏或显示。双击：只显示这条。</translation>
    </message>
    <message>
        <source>Save points</source>
        <translation>保存数据点</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>全部显示</translation>
    </message>
    <message>
        <source>Logarithmic x axis</source>
        <translation>对数 x 轴</translation>
    </message>
    <message>
        <source>Logarithmic y axis</source>
        <translation>对数 y 轴</translation>
    </message>
    <message>
        <source>Same x range in both charts</source>
        <translation>两图使用相同的 x 范围</translation>
    </message>
    <message>
        <source>Save points...</source>
        <translation>保存数据点...</translation>
    </message>
    <message>
        <source>Show as table</source>
        <translation>以表格显示</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>曲线</translation>
    </message>
    <message numerus="yes">
        <source>%n curves: %1. %2 from %3 to %4, %5 from %6 to %7.</source>
        <translation>
            <numerusform>%n 条曲线：%1。%2 从 %3 到 %4，%5 从 %6 到 %7。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, s</source>
        <translation>%1，秒</translation>
    </message>
</context>
<context>
    <name>widgets::ChipEdit</name>
    <message>
        <source>Remove %1</source>
        <translation>移除 %1</translation>
    </message>
</context>
<context>
    <name>widgets::ColumnMapModel</name>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>物品</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Ignore</source>
        <translation>忽略</translation>
    </message>
    <message>
        <source>whole number</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>number</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>No rating column: cold-start templates need one.</source>
        <translation>没有评分列：冷启动模板需要该列。</translation>
    </message>
    <message>
        <source>No text column. Pick the column that holds the texts.</source>
        <translation>没有文本列。请选择存放文本的列。</translation>
    </message>
    <message>
        <source>No label column. Pick the column that holds the class.</source>
        <translation>没有标签列。请选择存放类别的列。</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Used as</source>
        <translation>用作</translation>
    </message>
    <message>
        <source>Example</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>Columns and what they are used as</source>
        <translation>各列及其用途</translation>
    </message>
</context>
<context>
    <name>widgets::ColumnsPage</name>
    <message>
        <source>What is each column?</source>
        <translation>每一列是什么？</translation>
    </message>
    <message>
        <source>Guessed from names and values; change what is wrong. Columns that are ignored are stored too and can be used later.</source>
        <translation>根据名称和取值猜测；请改正有误之处。被忽略的列也会保存，以后仍可使用。</translation>
    </message>
</context>
<context>
    <name>widgets::CommandPalette</name>
    <message>
        <source>Type a command</source>
        <translation>输入命令</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令列表</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a menu and a command</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Not possible just now</source>
        <translation>目前不可用</translation>
    </message>
</context>
<context>
    <name>widgets::ComparePage</name>
    <message>
        <source>Nothing of &quot;%1&quot; is finished yet.</source>
        <translation>“%1”中尚无任何已完成的内容。</translation>
    </message>
    <message>
        <source>%1, job %2</source>
        <translation>%1，作业 %2</translation>
    </message>
    <message>
        <source>%1 (n = %2)</source>
        <translation>%1（n = %2）</translation>
    </message>
    <message>
        <source>all of it</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>There is no job to report on yet. Run a pipeline first.</source>
        <translation>还没有可供报告的作业。请先运行一个流程。</translation>
    </message>
    <message>
        <source>Open a template</source>
        <translation>打开模板</translation>
    </message>
    <message>
        <source>Export table</source>
        <translation>导出表格</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>CSV 文件 (*.csv)</translation>
    </message>
    <message>
        <source>%1 was not written: %2</source>
        <translation>未写入 %1：%2</translation>
    </message>
    <message>
        <source>Table written: %1</source>
        <translation>表格已写入：%1</translation>
    </message>
    <message>
        <source>No runs yet, so there is nothing to compare.</source>
        <translation>还没有运行，因此没有可对比的内容。</translation>
    </message>
    <message>
        <source>Reading the job...</source>
        <translation>正在读取作业...</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>against</source>
        <translation>对</translation>
    </message>
    <message>
        <source>at</source>
        <translation>于</translation>
    </message>
    <message>
        <source>by</source>
        <translation>按</translation>
    </message>
    <message>
        <source>Arm A</source>
        <translation>方案 A</translation>
    </message>
    <message>
        <source>Arm B, the base</source>
        <translation>方案 B（基准）</translation>
    </message>
    <message>
        <source>Budget</source>
        <translation>预算</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Curve</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>总览</translation>
    </message>
    <message>
        <source>Budget curve</source>
        <translation>预算曲线</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Confusion</source>
        <translation>混淆矩阵</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>Classes &amp;&amp; slices</source>
        <translation>类别与切片</translation>
    </message>
    <message>
        <source>Classes and slices</source>
        <translation>类别与切片</translation>
    </message>
    <message>
        <source>Copy table</source>
        <translation>复制表格</translation>
    </message>
    <message>
        <source>Export table...</source>
        <translation>导出表格...</translation>
    </message>
    <message>
        <source>Write report</source>
        <translation>生成报告</translation>
    </message>
    <message>
        <source>Choose two different arms.</source>
        <translation>请选择两个不同的方案。</translation>
    </message>
    <message>
        <source>The two arms share no finished run at this budget.</source>
        <translation>在此预算下，两个方案没有共同的已完成运行。</translation>
    </message>
    <message>
        <source>Comparing...</source>
        <translation>正在比较...</translation>
    </message>
    <message>
        <source>This tab shows no table.</source>
        <translation>此标签页没有表格。</translation>
    </message>
    <message>
        <source>Nothing was trained step by step here: these arms are fitted in one go, so there are no curves.</source>
        <translation>此处没有逐步训练：这些方案是一次拟合完成的，因此没有曲线。</translation>
    </message>
    <message>
        <source>Reading the scores...</source>
        <translation>正在读取得分...</translation>
    </message>
    <message>
        <source>There is no confusion to show: no rows of classes were scored here.</source>
        <translation>没有可显示的混淆矩阵：此处没有评估过带类别的行。</translation>
    </message>
    <message>
        <source>Job %1: %2, %3</source>
        <translation>作业 %1：%2，%3</translation>
    </message>
    <message>
        <source>Arms: %1 of %2</source>
        <translation>方案：%2 个中的 %1 个</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>作业</translation>
    </message>
    <message>
        <source>Which arms the tables and charts show beside A and B</source>
        <translation>除 A 和 B 外，表格和图表还显示哪些方案</translation>
    </message>
    <message>
        <source>Show its runs</source>
        <translation>显示其运行</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Comparison of job %1</source>
        <translation>作业 %1 的比较</translation>
    </message>
    <message>
        <source>Arms of other jobs</source>
        <translation>其他作业的方案</translation>
    </message>
    <message>
        <source>The two arms were scored on other classes.</source>
        <translation>两个方案的评分类别不同。</translation>
    </message>
</context>
<context>
    <name>widgets::ConfusionView</name>
    <message>
        <source>Confusion of %1 and %2</source>
        <translation>%1 与 %2 的混淆矩阵</translation>
    </message>
    <message>
        <source>%1: %2 % right by %3, %4 % by %5</source>
        <translation>%1：%3 答对 %2 %，%5 答对 %4 %</translation>
    </message>
    <message>
        <source>%1 minus %2, points</source>
        <translation>%1 减 %2，百分点</translation>
    </message>
    <message>
        <source>answered as</source>
        <translation>回答为</translation>
    </message>
</context>
<context>
    <name>widgets::ConnectDialog</name>
    <message>
        <source>Connect %1 to...</source>
        <translation>将 %1 连接到...</translation>
    </message>
    <message>
        <source>&amp;Output</source>
        <translation>输出(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Fitting inputs</source>
        <translation>合适的输入(&amp;F)</translation>
    </message>
    <message>
        <source>No input of this pipeline fits. Add a node that takes it.</source>
        <translation>此流程中没有合适的输入。请添加一个能接收它的节点。</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>%1: %2, in place of %3</source>
        <translation>%1：%2，替换 %3</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a node and its input</comment>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>widgets::DataPage</name>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>%1 changed since import; the rows may differ.</source>
        <translation>%1 在导入后有变化；行可能不同。</translation>
    </message>
    <message>
        <source>Re-import</source>
        <translation>重新导入</translation>
    </message>
    <message>
        <source>Keep old</source>
        <translation>保留旧版</translation>
    </message>
    <message>
        <source>Import data</source>
        <translation>导入数据</translation>
    </message>
    <message>
        <source>Importing %1 (%2)...</source>
        <translation>正在导入 %1（%2）...</translation>
    </message>
    <message>
        <source>Pick</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>%1 is there already, with other rows.</source>
        <translation>已有 %1，但其行不同。</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Keep both, as %1</source>
        <translation>两者都保留，新的命名为 %1</translation>
    </message>
    <message>
        <source>%1 rows imported.</source>
        <translation>已导入 %1 行。</translation>
    </message>
    <message numerus="yes">
        <source>%1; %n such row(s) were set aside.</source>
        <translation>
            <numerusform>%1（此类行共 %n 行，已搁置。）</numerusform>
        </translation>
    </message>
    <message>
        <source>Show rejects</source>
        <translation>显示被拒行</translation>
    </message>
    <message>
        <source>Import...</source>
        <translation>导入...</translation>
    </message>
    <message>
        <source>Import a file</source>
        <translation>导入文件</translation>
    </message>
    <message>
        <source>Choose a dataset on the left, or drop a CSV file here.</source>
        <translation>请在左侧选择数据集，或将 CSV 文件拖放到此处。</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Filter datasets</source>
        <translation>筛选数据集</translation>
    </message>
    <message>
        <source>Datasets</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Copy fingerprint</source>
        <translation>复制指纹</translation>
    </message>
    <message>
        <source>Its file is not there.</source>
        <translation>其文件不存在。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>A run is live and may read it.</source>
        <translation>有运行正在进行，可能会读取它。</translation>
    </message>
    <message>
        <source>%1 was removed.</source>
        <translation>已移除 %1。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Data (*.csv *.tsv *.tab *.jsonl *.ndjson *.csv.gz *.tsv.gz *.jsonl.gz *_GroundTruth.txt);;All files (*)</source>
        <translation>数据 (*.csv *.tsv *.tab *.jsonl *.ndjson *.csv.gz *.tsv.gz *.jsonl.gz *_GroundTruth.txt);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Stopping...</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>The import was stopped; nothing of it was kept.</source>
        <translation>导入已停止；没有保留任何内容。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop the import</source>
        <translation>停止导入</translation>
    </message>
    <message>
        <source>Part of the import that is done</source>
        <translation>导入已完成的部分</translation>
    </message>
    <message>
        <source>Import of %1</source>
        <translation>导入 %1</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
</context>
<context>
    <name>widgets::DatasetListModel</name>
    <message>
        <source>%1  ·  %2</source>
        <translation>%1  ·  %2</translation>
    </message>
    <message>
        <source>Also called %1</source>
        <translation>又名 %1</translation>
    </message>
    <message>
        <source>Sample; imported when it is opened.</source>
        <translation>样例；打开时导入。</translation>
    </message>
</context>
<context>
    <name>widgets::DatasetView</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>The template %1 is missing.</source>
        <translation>缺少模板 %1。</translation>
    </message>
    <message>
        <source>The labels are numbers and are cut into classes. The thresholds stand in the Properties of the dataset.</source>
        <translation>标签是数字，会被切分为类别。阈值见数据集的属性。</translation>
    </message>
    <message>
        <source>News rows are left out: their classes, negative and positive, are not those of %1.</source>
        <translation>新闻行已略去：其类别 negative 和 positive 与 %1 的类别不同。</translation>
    </message>
    <message>
        <source>Columns of %1</source>
        <translation>%1 的列</translation>
    </message>
    <message>
        <source>Use in template</source>
        <translation>用于模板</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Reading the dataset...</source>
        <translation>正在读取数据集...</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Rejects</source>
        <translation>被拒行</translation>
    </message>
    <message>
        <source>Passport</source>
        <translation>数据护照</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>Rejects %1</source>
        <translation>被拒行 %1</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>划分</translation>
    </message>
    <message>
        <source>Passport of %1</source>
        <translation>%1 的数据护照</translation>
    </message>
</context>
<context>
    <name>widgets::DesktopNews</name>
    <message>
        <source>%1 failed</source>
        <translation>%1 失败</translation>
    </message>
    <message>
        <source>%1 is done</source>
        <translation>%1 已完成</translation>
    </message>
    <message>
        <source>It took %1.</source>
        <translation>用时 %1。</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>%1 is running</source>
        <translation>%1 正在运行</translation>
    </message>
</context>
<context>
    <name>widgets::DocumentForm</name>
    <message>
        <source>Change the title</source>
        <translation>更改标题</translation>
    </message>
    <message>
        <source>Change the seeds</source>
        <translation>更改随机种子</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Untitled pipeline</source>
        <translation>未命名流程</translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Every arm runs once with each of them; at least five are needed for a claim.</source>
        <translation>每个方案用每个随机种子各运行一次；要下结论至少需要五个。</translation>
    </message>
    <message>
        <source>add, then Enter</source>
        <translation>输入后按 Enter 添加</translation>
    </message>
    <message>
        <source>5 seeds</source>
        <translation>5 个随机种子</translation>
    </message>
    <message>
        <source>10 seeds</source>
        <translation>10 个随机种子</translation>
    </message>
    <message>
        <source>Arms</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>Add an arm...</source>
        <translation>添加方案...</translation>
    </message>
    <message>
        <source>Title of the arm</source>
        <translation>方案标题</translation>
    </message>
    <message>
        <source>Remove this arm; its nodes stay</source>
        <translation>移除此方案；其节点保留</translation>
    </message>
    <message>
        <source>Control</source>
        <translation>对照</translation>
    </message>
    <message>
        <source>Control of %1</source>
        <translation>%1 的对照</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Add twin</source>
        <translation>添加对照孪生</translation>
    </message>
    <message>
        <source>Copies the arm without what it borrowed; the copy becomes its control.</source>
        <translation>复制该方案，但不含其借用的部分；副本成为它的对照。</translation>
    </message>
    <message>
        <source>Rename the arm</source>
        <translation>重命名方案</translation>
    </message>
    <message>
        <source>Choose the control</source>
        <translation>选择对照</translation>
    </message>
    <message>
        <source>Remove the arm</source>
        <translation>移除方案</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>%1 is no seed: it takes whole numbers from 0.</source>
        <translation>%1 不是有效的随机种子：应为从 0 起的整数。</translation>
    </message>
    <message>
        <source>At least one seed is needed.</source>
        <translation>至少需要一个随机种子。</translation>
    </message>
    <message>
        <source>Add a twin</source>
        <translation>添加对照孪生</translation>
    </message>
    <message>
        <source>Ends at %1</source>
        <translation>终点为 %1</translation>
    </message>
    <message>
        <source>Every evaluation has its arm already</source>
        <translation>每个评估都已有方案</translation>
    </message>
    <message>
        <source>Add an arm</source>
        <translation>添加方案</translation>
    </message>
</context>
<context>
    <name>widgets::ExamplePanel</name>
    <message>
        <source>Which rows</source>
        <translation>哪些行</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>样例</translation>
    </message>
    <message numerus="yes">
        <source>%1 is right more often than %2 (rows: %n)</source>
        <translation>
            <numerusform>%1 比 %2 更常正确（行数：%n）</numerusform>
        </translation>
    </message>
    <message>
        <source>Examples are shown where single rows are scored.</source>
        <translation>对单行评分时才显示样例。</translation>
    </message>
    <message>
        <source>Both read, by %1:</source>
        <translation>两者读到的词元（%1）：</translation>
    </message>
    <message>
        <source>%1 reads, by %2:</source>
        <translation>%1 读到的词元（%2）：</translation>
    </message>
    <message>
        <source>%1 counts words and letters of its own; no model cuts the text.</source>
        <translation>%1 自行统计词和字母；没有模型切分文本。</translation>
    </message>
    <message numerus="yes">
        <source>cut off after %n piece(s)</source>
        <translation>
            <numerusform>在 %n 个词元后截断</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Worst of %1: wrong in some seed (rows: %n)</source>
        <translation>
            <numerusform>%1 错得最多的行：在某个种子中答错（行数：%n）</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::ExportWizard</name>
    <message>
        <source>This folder is there already; choose another name.</source>
        <translation>此文件夹已存在；请另选名称。</translation>
    </message>
    <message>
        <source>Export %1</source>
        <translation>导出 %1</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>下一步(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>上一步(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>导出(&amp;E)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>What is written?</source>
        <translation>写入哪些内容？</translation>
    </message>
    <message>
        <source>One folder that other programs can open too.</source>
        <translation>一个其他程序也能打开的文件夹。</translation>
    </message>
    <message>
        <source>Term weights (JSON) and head (safetensors)</source>
        <translation>词项权重（JSON）和分类头（safetensors）</translation>
    </message>
    <message>
        <source>Model (safetensors), config, tokenizer</source>
        <translation>模型（safetensors）、配置、分词器</translation>
    </message>
    <message>
        <source>The model is what an export is about.</source>
        <translation>导出的主体就是模型。</translation>
    </message>
    <message>
        <source>Model card (README.md)</source>
        <translation>模型卡（README.md）</translation>
    </message>
    <message>
        <source>Whoever gets the model must know its classes and limits.</source>
        <translation>得到模型的人必须了解其类别与局限。</translation>
    </message>
    <message>
        <source>The written folder is loaded again and scores test rows of its run; when a probability differs by more than 0.0001, nothing is kept.</source>
        <translation>会重新加载写入的文件夹，并对其运行的测试行评分；若有概率相差超过 0.0001，则不保留任何内容。</translation>
    </message>
    <message>
        <source>Where to?</source>
        <translation>导出到哪里？</translation>
    </message>
    <message>
        <source>The folder is made; it appears whole or not at all.</source>
        <translation>将新建该文件夹；它要么完整出现，要么完全不出现。</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Choose...</source>
        <translation>选择...</translation>
    </message>
</context>
<context>
    <name>widgets::FaultList</name>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Waive with a reason...</source>
        <translation>附理由豁免…</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Withdraw a waiver</source>
        <translation>撤回豁免</translation>
    </message>
    <message>
        <source>Leakage is waived: %1</source>
        <translation>已豁免泄漏：%1</translation>
    </message>
    <message>
        <source>Hidden labels are waived: %1</source>
        <translation>已豁免隐藏标签：%1</translation>
    </message>
    <message>
        <source>Waived</source>
        <translation>已豁免</translation>
    </message>
</context>
<context>
    <name>widgets::FieldRow</name>
    <message>
        <source>Back to the default</source>
        <translation>恢复默认值</translation>
    </message>
    <message>
        <source>%1: back to the default</source>
        <translation>%1：恢复默认值</translation>
    </message>
</context>
<context>
    <name>widgets::FindBar</name>
    <message>
        <source>Not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>上一个</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一个</translation>
    </message>
    <message>
        <source>Close the search</source>
        <translation>关闭查找</translation>
    </message>
</context>
<context>
    <name>widgets::ForecastDialog</name>
    <message>
        <source>%1 runs: %2 arms × %3 seeds × %4 budgets.</source>
        <translation>%1 次运行：%2 个方案 × %3 个随机种子 × %4 个标注预算。</translation>
    </message>
    <message>
        <source>Nothing has to be computed: every result is there.</source>
        <translation>无需计算：所有结果都已存在。</translation>
    </message>
    <message>
        <source>about %1, a guess: steps like these never ran here</source>
        <translation>约 %1（粗略估计：此处从未运行过类似步骤）</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>约 %1</translation>
    </message>
    <message>
        <source>%1 steps to compute, %2 reused; %3.</source>
        <translation>%1 个步骤待计算，%2 个复用；%3。</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>节点</translation>
    </message>
    <message>
        <source>To compute</source>
        <translation>待计算</translation>
    </message>
    <message>
        <source>Reused</source>
        <translation>复用</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Reused.</source>
        <translation>复用。</translation>
    </message>
    <message>
        <source>Run %1</source>
        <translation>运行 %1</translation>
    </message>
    <message>
        <source>Free: %1 of memory, %2 on disk.</source>
        <translation>可用：内存 %1，磁盘 %2。</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>加入队列</translation>
    </message>
    <message>
        <source>It begins when the jobs before it have ended.</source>
        <translation>前面的作业结束后开始。</translation>
    </message>
    <message>
        <source>Needed: %1 of memory at most, %2 on disk.</source>
        <translation>需要：内存最多 %1，磁盘 %2。</translation>
    </message>
    <message>
        <source>A guess: no such step ran here yet.</source>
        <translation>粗略估计：此处尚未运行过这样的步骤。</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>磁盘</translation>
    </message>
    <message>
        <source>What each node takes</source>
        <translation>每个节点的开销</translation>
    </message>
</context>
<context>
    <name>widgets::FormatPage</name>
    <message>
        <source>How is the file written?</source>
        <translation>文件采用什么格式？</translation>
    </message>
    <message>
        <source>The first rows as these settings read them.</source>
        <translation>按这些设置读取的前几行。</translation>
    </message>
    <message>
        <source>Detect</source>
        <translation>自动检测</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>Delimiter</source>
        <translation>分隔符</translation>
    </message>
    <message>
        <source>Comma</source>
        <translation>逗号</translation>
    </message>
    <message>
        <source>Semicolon</source>
        <translation>分号</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>制表符</translation>
    </message>
    <message>
        <source>Bar |</source>
        <translation>竖线 |</translation>
    </message>
    <message>
        <source>Quote</source>
        <translation>引号</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>First row holds names</source>
        <translation>首行为列名</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>First rows of the file</source>
        <translation>文件的前几行</translation>
    </message>
    <message numerus="yes">
        <source>%n column(s)</source>
        <translation>
            <numerusform>%n 列</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) read</source>
        <translation>
            <numerusform>已读取 %n 行</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n set aside: </source>
        <translation>
            <numerusform>%n 行被搁置： </numerusform>
        </translation>
    </message>
    <message>
        <source>Read as %1</source>
        <translation>按 %1 读取</translation>
    </message>
</context>
<context>
    <name>widgets::HelpDialog</name>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>正文</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>several edges</source>
        <translation>可接多条连线</translation>
    </message>
    <message>
        <source>may stay open</source>
        <translation>可不连接</translation>
    </message>
    <message>
        <source>Takes</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Gives</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>default: %1</source>
        <translation>默认：%1</translation>
    </message>
</context>
<context>
    <name>widgets::Histogram</name>
    <message>
        <source>Most rows: %1</source>
        <translation>最多行数：%1</translation>
    </message>
    <message>
        <source>%1 and more: %2 rows</source>
        <translation>%1 及以上：%2 行</translation>
    </message>
    <message>
        <source>%1 to %2: %3 rows</source>
        <translation>%1 至 %2：%3 行</translation>
    </message>
</context>
<context>
    <name>widgets::ImportWizard</name>
    <message>
        <source>Import %1</source>
        <translation>导入 %1</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>下一步(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>上一步(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation>导入(&amp;I)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>widgets::KeyEditor</name>
    <message>
        <source>&amp;Set</source>
        <translation>设置(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;None</source>
        <translation>无(&amp;N)</translation>
    </message>
    <message>
        <source>As s&amp;hipped</source>
        <translation>恢复默认(&amp;H)</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令列表</translation>
    </message>
    <message>
        <source>New &amp;keys:</source>
        <translation>新快捷键(&amp;K)：</translation>
    </message>
    <message>
        <source>New keys</source>
        <translation>新快捷键</translation>
    </message>
    <message>
        <source>Save as a shee&amp;t...</source>
        <translation>保存为速查表(&amp;T)...</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a menu and a command</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1 belongs to &quot;%2&quot;. Take it away there first.</source>
        <translation>%1 已属于“%2”。请先在那里取消。</translation>
    </message>
    <message>
        <source>Save the keys</source>
        <translation>保存快捷键</translation>
    </message>
    <message>
        <source>Sheets to print (*.pdf *.html)</source>
        <translation>可打印的速查表 (*.pdf *.html)</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>已保存为 %1。</translation>
    </message>
</context>
<context>
    <name>widgets::LivePlots</name>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Loss (dashed: validation)</source>
        <translation>损失（虚线：验证）</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Accuracy (dashed: validation)</source>
        <translation>准确率（虚线：验证）</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Label budget shown</source>
        <translation>显示的标注预算</translation>
    </message>
    <message>
        <source>Which label budget&apos;s fits are shown.</source>
        <translation>显示哪个标注预算的训练曲线。</translation>
    </message>
    <message>
        <source>Seed shown</source>
        <translation>显示的随机种子</translation>
    </message>
    <message>
        <source>Which seed&apos;s fits are shown.</source>
        <translation>显示哪个随机种子的训练曲线。</translation>
    </message>
    <message>
        <source>S&amp;moothing</source>
        <translation>平滑(&amp;M)</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>Weight of what came before in the moving average; the points stay behind it, faint.</source>
        <translation>滑动平均中历史值的权重；原始数据点以淡色保留在曲线后面。</translation>
    </message>
    <message>
        <source>Logarithmic &amp;loss</source>
        <translation>对数损失(&amp;L)</translation>
    </message>
    <message>
        <source>Loss and accuracy are drawn here while a pipeline trains.</source>
        <translation>流程训练时，损失和准确率会绘制在这里。</translation>
    </message>
    <message>
        <source>No step of this job has given points yet.</source>
        <translation>此作业尚无步骤给出数据点。</translation>
    </message>
    <message>
        <source>%1 of %2 points drawn, extremes kept</source>
        <translation>绘制了 %2 个数据点中的 %1 个，极值已保留</translation>
    </message>
    <message numerus="yes">
        <source>%n points</source>
        <translation>
            <numerusform>%n 个数据点</numerusform>
        </translation>
    </message>
    <message>
        <source>Budget in training</source>
        <translation>正在训练的标注预算</translation>
    </message>
    <message>
        <source>No budget</source>
        <translation>无标注预算</translation>
    </message>
    <message>
        <source>Seed in training</source>
        <translation>正在训练的随机种子</translation>
    </message>
    <message>
        <source>Seed %1</source>
        <translation>随机种子 %1</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>Training time</source>
        <translation>训练时间</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>样本数</translation>
    </message>
    <message>
        <source>What the x axis shows</source>
        <translation>横轴显示的内容</translation>
    </message>
    <message>
        <source>What the x axis of both charts shows.</source>
        <translation>两个图表的横轴显示的内容。</translation>
    </message>
    <message>
        <source>Not every fit shown has recorded this: only fits in batches have epochs and examples, and none before this was kept.</source>
        <translation>并非所有显示的训练都记录了此项：只有分批训练才有轮次和样本数，更早的训练没有保存此项。</translation>
    </message>
</context>
<context>
    <name>widgets::LogDock</name>
    <message>
        <source>Job %1: %2, %3 steps to do, %4 reused.</source>
        <translation>作业 %1：%2，%3 个步骤待执行，%4 个复用。</translation>
    </message>
    <message>
        <source>Job %1 ended: %2, %3; %4 steps ran, %5 were reused.</source>
        <translation>作业 %1 已结束：%2，%3；运行了 %4 个步骤，复用了 %5 个。</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation>警告和错误</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Filter the log</source>
        <translation>筛选日志</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
</context>
<context>
    <name>widgets::MainWindow</name>
    <message>
        <source>As opened</source>
        <translation>打开时的状态</translation>
    </message>
    <message>
        <source>Properties</source>
        <translation>属性</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>大纲</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史记录</translation>
    </message>
    <message>
        <source>Live plots</source>
        <translation>实时曲线</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>Open a pipeline</source>
        <translation>打开流程</translation>
    </message>
    <message>
        <source>The pipeline</source>
        <translation>此流程</translation>
    </message>
    <message>
        <source>Save the pipeline</source>
        <translation>保存流程</translation>
    </message>
    <message>
        <source>Pipelines (*.warm.json)</source>
        <translation>流程 (*.warm.json)</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>已保存为 %1。</translation>
    </message>
    <message>
        <source>Unsaved edits</source>
        <translation>未保存的修改</translation>
    </message>
    <message>
        <source>%1 has edits that are not saved.</source>
        <translation>%1 有未保存的修改。</translation>
    </message>
    <message numerus="yes">
        <source>%1 was open when Warmstart ended: %n edits can be recovered.</source>
        <translation>
            <numerusform>Warmstart 退出时 %1 处于打开状态：可恢复 %n 处修改。</numerusform>
        </translation>
    </message>
    <message>
        <source>Untitled pipeline</source>
        <translation>未命名流程</translation>
    </message>
    <message>
        <source>Recover</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>A run is live</source>
        <translation>有运行正在进行</translation>
    </message>
    <message>
        <source>%1 is still running.</source>
        <translation>%1 仍在运行。</translation>
    </message>
    <message>
        <source>Checkpoint and quit</source>
        <translation>写入检查点并退出</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>The pipeline is empty; there is nothing to run.</source>
        <translation>流程为空；没有可运行的内容。</translation>
    </message>
    <message>
        <source>Open a template</source>
        <translation>打开模板</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Show runs</source>
        <translation>显示运行</translation>
    </message>
    <message>
        <source>Stopped; what was done is kept. Run goes on from there.</source>
        <translation>已停止；已完成的部分会保留。点击“运行”可从该处继续。</translation>
    </message>
    <message>
        <source>Finished. No arm has a control, so nothing is claimed.</source>
        <translation>已完成。没有方案带有对照，因此不作结论。</translation>
    </message>
    <message>
        <source>%1 against %2: %3</source>
        <translation>%1 对 %2：%3</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>The pipeline of %1; its hash agrees. Nothing was run.</source>
        <translation>这是 %1 中的流程，哈希相符。未运行任何内容。</translation>
    </message>
    <message>
        <source>The pipeline needs the data %1 with the fingerprint %2, which is not here. Import that file under this name.</source>
        <translation>流程需要指纹为 %2 的数据 %1，而此处没有。请以此名称导入该文件。</translation>
    </message>
    <message>
        <source>Import...</source>
        <translation>导入...</translation>
    </message>
    <message>
        <source>The data %1 of the pipeline (fingerprint %2) is here as %3.</source>
        <translation>流程所用的数据 %1（指纹 %2）在此处名为 %3。</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>使用它</translation>
    </message>
    <message>
        <source>Use the dataset %1</source>
        <translation>使用数据集 %1</translation>
    </message>
    <message>
        <source>Pipelines (*.warm.json);;Files that carry a pipeline (*.html *.pdf *.png *.svg *.safetensors);;Data (*.csv *.tsv *.jsonl);;All files (*)</source>
        <translation>流程 (*.warm.json);;带有流程的文件 (*.html *.pdf *.png *.svg *.safetensors);;数据 (*.csv *.tsv *.jsonl);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Ou&amp;tline</source>
        <translation>大纲(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;History</source>
        <translation>历史记录(&amp;H)</translation>
    </message>
    <message>
        <source>Li&amp;ve plots</source>
        <translation>实时曲线(&amp;V)</translation>
    </message>
    <message>
        <source>Lo&amp;g</source>
        <translation>日志(&amp;G)</translation>
    </message>
    <message>
        <source>Tas&amp;ks</source>
        <translation>任务(&amp;K)</translation>
    </message>
    <message>
        <source>R&amp;esume</source>
        <translation>继续(&amp;E)</translation>
    </message>
    <message>
        <source>Save diagnostics</source>
        <translation>保存诊断信息</translation>
    </message>
    <message>
        <source>Archives (*.zip)</source>
        <translation>压缩包 (*.zip)</translation>
    </message>
    <message>
        <source>Saved as %1: versions, settings and the log, without your texts.</source>
        <translation>已保存为 %1：含版本、设置与日志，不含您的文本。</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>打开最近的文件(&amp;R)</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>暂无</translation>
    </message>
    <message>
        <source>&amp;Layouts</source>
        <translation>布局(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Save the layout...</source>
        <translation>保存布局(&amp;S)...</translation>
    </message>
    <message>
        <source>&amp;Remove a layout</source>
        <translation>删除布局(&amp;R)</translation>
    </message>
    <message>
        <source>Save the layout</source>
        <translation>保存布局</translation>
    </message>
    <message>
        <source>Name of the layout:</source>
        <translation>布局名称：</translation>
    </message>
    <message>
        <source>This page has no table to search.</source>
        <translation>此页没有可查找的表格。</translation>
    </message>
    <message>
        <source>Palette</source>
        <translation>节点面板</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Palette of &amp;nodes</source>
        <translation>节点面板(&amp;N)</translation>
    </message>
    <message>
        <source>%1 waits in the queue as job %2.</source>
        <translation>%1 作为作业 %2 在队列中等待。</translation>
    </message>
    <message numerus="yes">
        <source>%n jobs wait in the queue.</source>
        <translation>
            <numerusform>%n 个作业在队列中等待。</numerusform>
        </translation>
    </message>
    <message>
        <source>Begin the queue</source>
        <translation>开始队列</translation>
    </message>
    <message>
        <source>Job %1 is paused, nothing is lost.</source>
        <translation>作业 %1 已暂停，没有任何丢失。</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>With a checkpoint, the next start offers to go on from there. Without the window it goes on in the background. Stopped, it ends here; what was done is kept.</source>
        <translation>保存检查点后，下次启动时可从那里继续。不带窗口则在后台继续。停止则到此结束；已完成的内容会保留。</translation>
    </message>
    <message>
        <source>Continue without window</source>
        <translation>不带窗口继续</translation>
    </message>
    <message>
        <source>Stop and quit</source>
        <translation>停止并退出</translation>
    </message>
    <message>
        <source>The pipeline has no arm, so there is nothing to run. Lead a path to an evaluating node; T on it makes the arm and its twin.</source>
        <translation>流程没有方案，因此没有可运行的内容。请连出一条通向评估节点的路径；在其上按 T 会建立方案及其对照孪生。</translation>
    </message>
    <message>
        <source>A job is running; this one can wait.</source>
        <translation>有作业正在运行；此作业可以等待。</translation>
    </message>
    <message>
        <source>Finished; this part of the pipeline measures nothing.</source>
        <translation>已完成；流程的这一部分不度量任何内容。</translation>
    </message>
    <message>
        <source>Forecast %1, took %2. Half of the nodes are within %3 % of their forecast in time, %4 % in memory, %5 % on disk.</source>
        <translation>预估 %1，实际 %2。半数节点与预估相差不超过：时间 %3 %，内存 %4 %，磁盘 %5 %。</translation>
    </message>
    <message>
        <source>The pipeline names places outside the library: %1. Nothing was read from there. Import what you trust, and choose it in the Properties.</source>
        <translation>该流程指向库以外的位置：%1。未从那里读取任何内容。请导入您信任的内容，并在“属性”中选择它。</translation>
    </message>
    <message>
        <source>Forecast of %1</source>
        <translation>%1 的预估</translation>
    </message>
</context>
<context>
    <name>widgets::MessageBar</name>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>复制详情</translation>
    </message>
</context>
<context>
    <name>widgets::MiniMap</name>
    <message>
        <source>Map of the pipeline</source>
        <translation>流程缩略图</translation>
    </message>
</context>
<context>
    <name>widgets::ModelTableModel</name>
    <message>
        <source>few-shot tasks</source>
        <translation>小样本任务</translation>
    </message>
    <message>
        <source>encoder</source>
        <translation>编码器</translation>
    </message>
    <message numerus="yes">
        <source>%n class(es)</source>
        <translation>
            <numerusform>%n 个类别</numerusform>
        </translation>
    </message>
    <message>
        <source>Largest difference between the probabilities of the exported model and those that the run scored its test rows with</source>
        <translation>导出模型的概率与该运行评估测试行时所用概率之间的最大差异</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来自</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>标注数</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Accuracy %</source>
        <translation>准确率 %</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Parity</source>
        <translation>一致性误差</translation>
    </message>
    <message>
        <source>Exported</source>
        <translation>已导出</translation>
    </message>
</context>
<context>
    <name>widgets::ModelsPage</name>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Choose a model first.</source>
        <translation>请先选择一个模型。</translation>
    </message>
    <message>
        <source>Score the rows of a file</source>
        <translation>为文件中的行打分</translation>
    </message>
    <message>
        <source>Data (*.csv *.tsv *.jsonl);;All files (*)</source>
        <translation>数据 (*.csv *.tsv *.jsonl);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Write the scores to</source>
        <translation>将得分写入</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>Import a model folder</source>
        <translation>导入模型文件夹</translation>
    </message>
    <message>
        <source>Import a model folder...</source>
        <translation>导入模型文件夹...</translation>
    </message>
    <message>
        <source>Score a file...</source>
        <translation>为文件打分...</translation>
    </message>
    <message>
        <source>Build upon it</source>
        <translation>以此为基础</translation>
    </message>
    <message>
        <source>Export...</source>
        <translation>导出...</translation>
    </message>
    <message>
        <source>No models yet. A run leaves one for each arm that learns.</source>
        <translation>尚无模型。一次运行会为每个参与学习的方案留下一个模型。</translation>
    </message>
    <message>
        <source>Open a template</source>
        <translation>打开模板</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>No column of the file is text.</source>
        <translation>文件中没有文本列。</translation>
    </message>
    <message>
        <source>Scoring %1...</source>
        <translation>正在为 %1 打分...</translation>
    </message>
    <message>
        <source>Scored; every row with its class and probabilities is in %1.</source>
        <translation>打分完成；每一行及其类别和概率都在 %1 中。</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Exporting %1...</source>
        <translation>正在导出 %1...</translation>
    </message>
    <message>
        <source>Importing %1...</source>
        <translation>正在导入 %1...</translation>
    </message>
    <message>
        <source>%1 is in the library.</source>
        <translation>%1 已在模型库中。</translation>
    </message>
    <message>
        <source>Choose folder</source>
        <translation>选择文件夹</translation>
    </message>
    <message>
        <source>Taking %1 into the library...</source>
        <translation>正在将 %1 加入模型库...</translation>
    </message>
    <message>
        <source>%1 has learnt from the training rows of this pipeline: keep its split, so that test rows stay unseen.</source>
        <translation>%1 已从此流程的训练行中学习过：请保留其划分，以确保测试行未被见过。</translation>
    </message>
    <message>
        <source>A model of the library has no run.</source>
        <translation>模型库中的模型没有对应的运行。</translation>
    </message>
    <message>
        <source>Report...</source>
        <translation>报告...</translation>
    </message>
    <message>
        <source>&amp;Export...</source>
        <translation>导出(&amp;E)...</translation>
    </message>
    <message>
        <source>&amp;Report...</source>
        <translation>报告(&amp;R)...</translation>
    </message>
    <message>
        <source>&amp;Score a file...</source>
        <translation>为文件评分(&amp;S)...</translation>
    </message>
    <message>
        <source>&amp;Build upon it</source>
        <translation>以此为基础(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Verify parity</source>
        <translation>核对一致性(&amp;V)</translation>
    </message>
    <message>
        <source>Export it first: the exported folder is what is checked.</source>
        <translation>请先导出：核对的是导出的文件夹。</translation>
    </message>
    <message>
        <source>&amp;Open its pipeline</source>
        <translation>打开其流程(&amp;O)</translation>
    </message>
    <message>
        <source>Show its &amp;folder</source>
        <translation>显示其文件夹(&amp;F)</translation>
    </message>
    <message>
        <source>Verifying %1...</source>
        <translation>正在核对 %1...</translation>
    </message>
    <message numerus="yes">
        <source>%1: parity %2 on %n test row(s).</source>
        <translation>
            <numerusform>%1：%n 个测试行上的一致性误差为 %2。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>%1; parity not checked: no run that scored it is left.</source>
        <translation>%1；未核对一致性：已没有评估过它的运行。</translation>
    </message>
    <message>
        <source>%1, parity %2.</source>
        <translation>%1，一致性误差 %2。</translation>
    </message>
</context>
<context>
    <name>widgets::NodePalette</name>
    <message>
        <source>Nodes that can be added</source>
        <translation>可添加的节点</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Add and connect to the selected node</source>
        <translation>添加并连接到所选节点</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
</context>
<context>
    <name>widgets::OptionForm</name>
    <message>
        <source>More options</source>
        <translation>更多选项</translation>
    </message>
    <message>
        <source>Change %1</source>
        <translation>修改 %1</translation>
    </message>
    <message>
        <source>Training options come from &lt;a href=&quot;%1&quot;&gt;%2&lt;/a&gt;.</source>
        <translation>训练选项来自 &lt;a href=&quot;%1&quot;&gt;%2&lt;/a&gt;。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>widgets::Outline</name>
    <message>
        <source>Properties</source>
        <translation>属性</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Connect to...</source>
        <translation>连接到...</translation>
    </message>
    <message>
        <source>Add twin</source>
        <translation>添加对照孪生</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>创建副本</translation>
    </message>
    <message>
        <source>Remove this arm</source>
        <translation>移除此方案</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Remove the arm</source>
        <translation>移除方案</translation>
    </message>
    <message>
        <source>Choose the arm that is to have a twin: this node is in several.</source>
        <translation>请选择要添加对照孪生的方案：此节点属于多个方案。</translation>
    </message>
    <message>
        <source>Add a twin</source>
        <translation>添加对照孪生</translation>
    </message>
    <message>
        <source>Outline of the pipeline</source>
        <translation>流程大纲</translation>
    </message>
    <message>
        <source>No nodes yet. Add one on the canvas, or open a template.</source>
        <translation>尚无节点。请在画布上添加，或打开模板。</translation>
    </message>
    <message>
        <source>Expand on the canvas</source>
        <translation>在画布上展开</translation>
    </message>
    <message>
        <source>Collapse on the canvas</source>
        <translation>在画布上折叠</translation>
    </message>
    <message>
        <source>Ungroup</source>
        <translation>取消编组</translation>
    </message>
</context>
<context>
    <name>widgets::OutlineModel</name>
    <message>
        <source>Arm: %1</source>
        <translation>方案：%1</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>节点</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n node(s)</source>
        <translation>
            <numerusform>%1，%n 个节点</numerusform>
        </translation>
    </message>
    <message>
        <source>arm %1</source>
        <translation>方案 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n 个问题</numerusform>
        </translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Group: %1</source>
        <translation>分组：%1</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>便笺</translation>
    </message>
    <message>
        <source>Note: %1</source>
        <translation>便笺：%1</translation>
    </message>
    <message>
        <source>Edit a note</source>
        <translation>编辑便笺</translation>
    </message>
</context>
<context>
    <name>widgets::OverviewTab</name>
    <message>
        <source>Overview</source>
        <translation>概览</translation>
    </message>
</context>
<context>
    <name>widgets::PairModel</name>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1, row %2</source>
        <translation>%1，第 %2 行</translation>
    </message>
    <message>
        <source>Alike</source>
        <translation>相似度</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Nearly repeats</source>
        <translation>近似重复于</translation>
    </message>
</context>
<context>
    <name>widgets::ParallelView</name>
    <message>
        <source>Measures of every arm and budget, side by side</source>
        <translation>每个方案和预算的度量，并排显示</translation>
    </message>
    <message>
        <source>%1 of %2 lines are kept. Left and right choose an axis, up and down narrow what it lets through from below, with Shift from above, Escape lets all through. The table holds the same numbers.</source>
        <translation>保留 %2 条线中的 %1 条。左右键选择坐标轴，上下键从下方收窄其通过范围，按住 Shift 则从上方，Esc 全部放行。表格含有相同的数字。</translation>
    </message>
</context>
<context>
    <name>widgets::PassportView</name>
    <message>
        <source>Passport</source>
        <translation>数据护照</translation>
    </message>
    <message>
        <source>read %1 = kept %2 + rejected %3</source>
        <translation>读取 %1 = 保留 %2 + 被拒 %3</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Copies among texts</source>
        <translation>文本中的重复</translation>
    </message>
    <message>
        <source>Empty cells</source>
        <translation>空单元格</translation>
    </message>
    <message>
        <source>Show rejects</source>
        <translation>显示被拒行</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>%1  (%2 %)</source>
        <translation>%1  (%2 %)</translation>
    </message>
    <message numerus="yes">
        <source>and %n more class(es)</source>
        <translation>
            <numerusform>及另外 %n 个类别</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) without a label</source>
        <translation>
            <numerusform>%n 行无标签</numerusform>
        </translation>
    </message>
    <message>
        <source>Classes (%1)</source>
        <translation>类别（%1）</translation>
    </message>
    <message>
        <source>p50 %1   p95 %2   max %3</source>
        <translation>p50 %1   p95 %2   最大 %3</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>空值</translation>
    </message>
    <message>
        <source>Text length (characters)</source>
        <translation>文本长度（字符）</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Items</source>
        <translation>物品</translation>
    </message>
    <message>
        <source>Density</source>
        <translation>稠密度</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Gini of items</source>
        <translation>物品基尼系数</translation>
    </message>
    <message>
        <source>Users with at most %1 ratings</source>
        <translation>评分数不超过 %1 的用户</translation>
    </message>
    <message>
        <source>Time span</source>
        <translation>时间跨度</translation>
    </message>
    <message>
        <source>Users and items</source>
        <translation>用户与物品</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation>指纹</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来自</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>detected</source>
        <translation>自动检测</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>synthetic: says nothing about people</source>
        <translation>合成数据：不能说明真实人群的情况</translation>
    </message>
    <message>
        <source>Where it came from</source>
        <translation>数据来源</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Used as</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Different</source>
        <translation>不同值</translation>
    </message>
    <message>
        <source>Change what columns are used as...</source>
        <translation>更改列的用途...</translation>
    </message>
    <message>
        <source>Columns (uses are guessed)</source>
        <translation>列（用途为推测）</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message numerus="yes">
        <source>%n test text(s) nearly repeat training or validation texts; scores would be too high.</source>
        <translation>
            <numerusform>%n 个测试文本与训练或验证文本近似重复；分数会偏高。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n near copies were taken out of validation and test.</source>
        <translation>
            <numerusform>已从验证和测试中去除 %n 个近似重复。</numerusform>
        </translation>
    </message>
    <message>
        <source>No test text nearly repeats a text that models learn from.</source>
        <translation>没有测试文本与模型学习的文本近似重复。</translation>
    </message>
    <message>
        <source>From %1 of %2 rows.</source>
        <translation>取自 %2 行中的 %1 行。</translation>
    </message>
    <message>
        <source>Remove from test</source>
        <translation>从测试中去除</translation>
    </message>
    <message>
        <source>Keep them</source>
        <translation>保留它们</translation>
    </message>
    <message>
        <source>Leakage</source>
        <translation>泄漏</translation>
    </message>
    <message>
        <source>%1 to %2, mean %3</source>
        <translation>%1 至 %2，均值 %3</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>The first %1 of %2 columns.</source>
        <translation>%2 列中的前 %1 列。</translation>
    </message>
</context>
<context>
    <name>widgets::Picture</name>
    <message>
        <source>Saved as %1.</source>
        <translation>已保存为 %1。</translation>
    </message>
    <message>
        <source>%1 was not written.</source>
        <translation>未能写入 %1。</translation>
    </message>
    <message>
        <source>Nothing is drawn.</source>
        <translation>没有绘制任何内容。</translation>
    </message>
    <message>
        <source>Pixels (*.png)</source>
        <translation>位图 (*.png)</translation>
    </message>
    <message>
        <source>Pixels (*.png);;Scalable drawing (*.svg);;Document (*.pdf)</source>
        <translation>位图 (*.png);;矢量图 (*.svg);;文档 (*.pdf)</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>保存图片</translation>
    </message>
    <message>
        <source>Save picture...</source>
        <translation>保存图片...</translation>
    </message>
    <message>
        <source>Save finer picture</source>
        <translation>保存更清晰的图片</translation>
    </message>
    <message>
        <source>%1 times the pixels...</source>
        <translation>像素数 %1 倍...</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>复制图片</translation>
    </message>
</context>
<context>
    <name>widgets::PipelineModel</name>
    <message>
        <source>Untitled pipeline</source>
        <translation>未命名流程</translation>
    </message>
    <message>
        <source>Recovered edits</source>
        <translation>已恢复的修改</translation>
    </message>
</context>
<context>
    <name>widgets::PipelinePage</name>
    <message>
        <source>The pipeline is empty: add a node, or start from a template.</source>
        <translation>流程为空：请添加节点，或从模板开始。</translation>
    </message>
    <message>
        <source>Add a node</source>
        <translation>添加节点</translation>
    </message>
    <message>
        <source>Open a template</source>
        <translation>打开模板</translation>
    </message>
</context>
<context>
    <name>widgets::PipelineScene</name>
    <message>
        <source>Move a node</source>
        <translation>移动节点</translation>
    </message>
    <message numerus="yes">
        <source>Move %n nodes</source>
        <translation>
            <numerusform>移动 %n 个节点</numerusform>
        </translation>
    </message>
    <message>
        <source>Resize a note</source>
        <translation>调整便笺大小</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>分组</translation>
    </message>
</context>
<context>
    <name>widgets::PipelineView</name>
    <message>
        <source>Pipeline canvas</source>
        <translation>流程画布</translation>
    </message>
    <message>
        <source>Cards and edges cannot be read aloud here; the Outline shows the same pipeline as a tree, with every act of the canvas.</source>
        <translation>此处的卡片和连线无法朗读；“大纲”以树形显示同一流程，并提供画布的全部操作。</translation>
    </message>
</context>
<context>
    <name>widgets::PointsDialog</name>
    <message>
        <source>Curve</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>数据点</translation>
    </message>
</context>
<context>
    <name>widgets::PreparedModel</name>
    <message>
        <source>dropped: copy of row %1</source>
        <translation>已去除：第 %1 行的副本</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>保持原样</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>已更改</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>After</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>处理结果</translation>
    </message>
</context>
<context>
    <name>widgets::ProblemStrip</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>The pipeline has no problems.</source>
        <translation>流程没有问题。</translation>
    </message>
    <message>
        <source>%1 of %2: %3</source>
        <comment>which problem, of how many, its sentence</comment>
        <translation>第 %1 个，共 %2 个：%3</translation>
    </message>
    <message>
        <source>Waive with a reason...</source>
        <translation>附理由豁免…</translation>
    </message>
</context>
<context>
    <name>widgets::Properties</name>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) selected</source>
        <translation>
            <numerusform>已选择 %n 个节点</numerusform>
        </translation>
    </message>
    <message>
        <source>%1. %2</source>
        <comment>title of a kind of node, and what it does</comment>
        <translation>%1. %2</translation>
    </message>
    <message numerus="yes">
        <source>Part of %n arm(s)</source>
        <translation>
            <numerusform>属于 %n 个方案</numerusform>
        </translation>
    </message>
    <message>
        <source>Arm: %1</source>
        <translation>方案：%1</translation>
    </message>
    <message>
        <source>%1, %2 of %3 steps</source>
        <translation>%1，%2 / %3 个步骤</translation>
    </message>
    <message>
        <source>This needs a choice of yours on the canvas: %1</source>
        <translation>这需要您在画布上作出选择：%1</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Add a node</source>
        <translation>添加节点</translation>
    </message>
    <message>
        <source>Title of the node</source>
        <translation>节点的标题</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>widgets::RejectModel</name>
    <message>
        <source>Line</source>
        <translation>行号</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Row as it stood there</source>
        <translation>该行的原始内容</translation>
    </message>
</context>
<context>
    <name>widgets::ReportChoice</name>
    <message>
        <source>The report could not be written to %1.</source>
        <translation>报告无法写入 %1。</translation>
    </message>
    <message>
        <source>Report (HTML), opens again as a pipeline</source>
        <translation>报告（HTML），可重新打开为流程</translation>
    </message>
    <message>
        <source>Report (Markdown)</source>
        <translation>报告（Markdown）</translation>
    </message>
    <message>
        <source>Report (PDF)</source>
        <translation>报告（PDF）</translation>
    </message>
    <message>
        <source>&amp;Language of the report</source>
        <translation>报告语言(&amp;L)</translation>
    </message>
    <message>
        <source>Show the texts of the worst rows</source>
        <translation>显示最差样例的文本</translation>
    </message>
    <message>
        <source>Left out by default: they may be private.</source>
        <translation>默认略去：可能涉及隐私。</translation>
    </message>
    <message>
        <source>Report of job %1</source>
        <translation>作业 %1 的报告</translation>
    </message>
    <message>
        <source>&amp;Write</source>
        <translation>生成(&amp;W)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Report written: %1</source>
        <translation>报告已生成：%1</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Report on job %1</source>
        <translation>作业 %1 的报告</translation>
    </message>
</context>
<context>
    <name>widgets::RoleDelegate</name>
    <message>
        <source>Used as</source>
        <translation>用途</translation>
    </message>
</context>
<context>
    <name>widgets::RowsView</name>
    <message>
        <source>The first %1 of %2 rows were copied. Export writes all of them.</source>
        <translation>已复制 %2 行中的前 %1 行。“导出”会写出全部。</translation>
    </message>
    <message>
        <source>Export rows</source>
        <translation>导出行</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>CSV 文件 (*.csv)</translation>
    </message>
    <message>
        <source>Rows are being written.</source>
        <translation>正在写出行。</translation>
    </message>
    <message>
        <source>%1 rows written to %2.</source>
        <translation>已将 %1 行写入 %2。</translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation>%1 行</translation>
    </message>
    <message>
        <source>%1 of %2 rows</source>
        <translation>%2 行中的 %1 行</translation>
    </message>
    <message>
        <source>Looking: %1 found, from %2 of %3 rows</source>
        <translation>正在查找：已找到 %1 行，取自 %3 行中的 %2 行</translation>
    </message>
    <message>
        <source>%1 found, from %2 of %3 rows</source>
        <translation>找到 %1 行，取自 %3 行中的 %2 行</translation>
    </message>
    <message>
        <source>The rows stand in another order.</source>
        <translation>行已按另一顺序排列。</translation>
    </message>
    <message>
        <source>Filter rows</source>
        <translation>筛选行</translation>
    </message>
    <message>
        <source>Rows with a cell that holds these words, whatever their case.</source>
        <translation>单元格含有这些词的行，不区分大小写。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Export...</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Go to row</source>
        <translation>转到行</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Show rows that hold this cell</source>
        <translation>显示含有此单元格的行</translation>
    </message>
    <message>
        <source>Export of %1</source>
        <translation>导出 %1</translation>
    </message>
    <message>
        <source>Search in %1</source>
        <translation>在 %1 中搜索</translation>
    </message>
</context>
<context>
    <name>widgets::RulesPage</name>
    <message>
        <source>What to do with odd rows?</source>
        <translation>如何处理异常行？</translation>
    </message>
    <message>
        <source>All rows that can be read are stored as they are. These rules become options of the Clean node in templates; they can be changed there.</source>
        <translation>所有可读取的行都按原样存储。这些规则会成为模板中“清洗与增广”节点的选项；可在那里修改。</translation>
    </message>
    <message>
        <source>Drop copies: of equal texts the first stays</source>
        <translation>去除重复：相同文本只保留第一条</translation>
    </message>
    <message>
        <source>Equal but for case and punctuation. Empty texts are copies of each other.</source>
        <translation>仅大小写和标点不同即视为相同。空文本互为重复。</translation>
    </message>
    <message>
        <source>Normalise case, width and spaces</source>
        <translation>规范化大小写、全半角与空格</translation>
    </message>
    <message>
        <source>Remove web addresses</source>
        <translation>移除网址</translation>
    </message>
    <message>
        <source>Rows that cannot be read are set aside with their line and the reason; they stand under Rejects. Rows without a label stay as unlabelled rows.</source>
        <translation>无法读取的行会连同行号和原因一起搁置；可在“被拒行”中查看。没有标签的行保留为无标注行。</translation>
    </message>
    <message>
        <source>Name in the library</source>
        <translation>在数据集库中的名称</translation>
    </message>
    <message>
        <source>Of the first %1 rows: %2 before the rules, %3 after.</source>
        <translation>前 %1 行中：应用规则前 %2 行，应用后 %3 行。</translation>
    </message>
    <message>
        <source>Rows before and after the rules</source>
        <translation>规则应用前后的行</translation>
    </message>
    <message>
        <source>%1 copies, %2 changed, %3 empty texts, %4 without a label, %5 set aside.</source>
        <translation>%1 个副本，%2 个已更改，%3 个空文本，%4 个无标签，%5 个被搁置。</translation>
    </message>
</context>
<context>
    <name>widgets::RunTableModel</name>
    <message>
        <source>to be removed</source>
        <translation>待移除</translation>
    </message>
    <message>
        <source>%1, mean over seeds with its 95 % interval</source>
        <translation>%1，随机种子间的均值及其 95 % 区间</translation>
    </message>
    <message>
        <source>Difference of the means to the control; Compare gives its interval.</source>
        <translation>与对照的均值之差；其区间见“对比”。</translation>
    </message>
    <message>
        <source>run %1</source>
        <translation>运行 %1</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>随机种子 %1</translation>
    </message>
    <message>
        <source>The measure that decides in the job: mean over seeds [95 % interval]</source>
        <translation>作业中用于判定的指标：随机种子间的均值 [95 % 区间]</translation>
    </message>
    <message>
        <source>Arm</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>Budget</source>
        <translation>标注预算</translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation>种子数</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Result [95 % CI]</source>
        <translation>结果 [95 % 置信区间]</translation>
    </message>
    <message>
        <source>Gain</source>
        <translation>增益</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>作业</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
</context>
<context>
    <name>widgets::RunsPage</name>
    <message>
        <source>Filter: status=done  arm~news  accuracy&gt;0.6  rows=64  tag=x</source>
        <translation>筛选：status=done  arm~news  accuracy&gt;0.6  rows=64  tag=x</translation>
    </message>
    <message>
        <source>Filter of the runs</source>
        <translation>运行筛选</translation>
    </message>
    <message>
        <source>All terms must hold. Texts: status, arm, job, tag, note with =, != or ~ (contains). Numbers: rows, seeds, gain, seconds and every measure (shares from 0 to 1) with =, !=, &gt;, &lt;, &gt;=, &lt;=. Other words are looked for everywhere.</source>
        <translation>所有条件须同时满足。文本：status、arm、job、tag、note，可用 =、!= 或 ~（包含）。数值：rows、seeds、gain、seconds 及各项指标（占比取 0 到 1），可用 =、!=、&gt;、&lt;、&gt;=、&lt;=。其他词会在所有位置查找。</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Open as it ran</source>
        <translation>按运行时的状态打开</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Open a template</source>
        <translation>打开模板</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>No runs yet.</source>
        <translation>尚无运行。</translation>
    </message>
    <message>
        <source>Reading the runs...</source>
        <translation>正在读取运行...</translation>
    </message>
    <message>
        <source>Seed groups: %1</source>
        <translation>随机种子组：%1</translation>
    </message>
    <message>
        <source>%1 of %2 seed groups</source>
        <translation>%1 / %2 个随机种子组</translation>
    </message>
    <message>
        <source>Tick two arms to compare them.</source>
        <translation>勾选两个方案以进行对比。</translation>
    </message>
    <message>
        <source>Compare %1</source>
        <translation>对比 %1</translation>
    </message>
    <message>
        <source>Choose a run first.</source>
        <translation>请先选择一个运行。</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>再次运行</translation>
    </message>
    <message>
        <source>What is there already is reused.</source>
        <translation>已有的结果会复用。</translation>
    </message>
    <message numerus="yes">
        <source>%n more seeds</source>
        <translation>
            <numerusform>再加 %n 个随机种子</numerusform>
        </translation>
    </message>
    <message>
        <source>Tag...</source>
        <translation>标记...</translation>
    </message>
    <message>
        <source>Note...</source>
        <translation>备注...</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>取消置顶</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>置顶</translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>复制为命令</translation>
    </message>
    <message>
        <source>Remove job %1</source>
        <translation>移除作业 %1</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>Tags, with commas between them</source>
        <translation>标记，以逗号分隔</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Note on run %1</source>
        <translation>运行 %1 的备注</translation>
    </message>
    <message>
        <source>The command is on the clipboard.</source>
        <translation>命令已复制到剪贴板。</translation>
    </message>
    <message>
        <source>Job %1, &quot;%2&quot;, and its runs are removed from the list; results on the disk stay.</source>
        <translation>作业 %1“%2”及其运行已从列表中移除；磁盘上的结果保留。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>It waits in the queue. What is there already is reused.</source>
        <translation>它在队列中等待。已有的内容会被复用。</translation>
    </message>
</context>
<context>
    <name>widgets::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Compute</source>
        <translation>计算</translation>
    </message>
    <message>
        <source>&amp;Device</source>
        <translation>设备(&amp;D)</translation>
    </message>
    <message>
        <source>The fastest there is</source>
        <translation>最快的可用设备</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>处理器</translation>
    </message>
    <message>
        <source>First GPU</source>
        <translation>第一块 GPU</translation>
    </message>
    <message>
        <source>As many as there are cores</source>
        <translation>与核心数相同</translation>
    </message>
    <message>
        <source>T&amp;hreads</source>
        <translation>线程数(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Precision</source>
        <translation>精度(&amp;P)</translation>
    </message>
    <message>
        <source>The faster one, measured once</source>
        <translation>较快者（测量一次）</translation>
    </message>
    <message>
        <source>Search the settings</source>
        <translation>查找设置</translation>
    </message>
    <message>
        <source>No setting is called that.</source>
        <translation>没有这样的设置。</translation>
    </message>
    <message>
        <source>&amp;Keys...</source>
        <translation>快捷键(&amp;K)...</translation>
    </message>
    <message>
        <source>%1 points</source>
        <translation>%1 磅</translation>
    </message>
    <message>
        <source>Te&amp;xt size</source>
        <translation>文字大小(&amp;X)</translation>
    </message>
    <message>
        <source>&amp;Scale of the window (from the next start)</source>
        <translation>窗口缩放（下次启动生效）(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Motion</source>
        <translation>动画(&amp;M)</translation>
    </message>
    <message>
        <source>As usual</source>
        <translation>照常</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>&amp;Notify when a long job ends</source>
        <translation>长任务结束时通知(&amp;N)</translation>
    </message>
    <message>
        <source>When the window is not in front</source>
        <translation>窗口不在最前时</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>总是</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>While a &amp;job runs</source>
        <translation>任务运行期间(&amp;J)</translation>
    </message>
    <message>
        <source>The computer may fall asleep</source>
        <translation>计算机可以休眠</translation>
    </message>
    <message>
        <source>The computer stays awake</source>
        <translation>计算机保持唤醒</translation>
    </message>
</context>
<context>
    <name>widgets::SplitView</name>
    <message>
        <source>Counting...</source>
        <translation>正在计数…</translation>
    </message>
    <message>
        <source>No column is text, so there are no rows to split here.</source>
        <translation>没有文本列，因此这里没有可划分的行。</translation>
    </message>
    <message>
        <source>All rows</source>
        <translation>所有行</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) that nearly repeat an earlier one were taken out.</source>
        <translation>
            <numerusform>已去除 %n 个与较早行近似重复的行。</numerusform>
        </translation>
    </message>
    <message>
        <source>No text nearly repeats one of another part.</source>
        <translation>没有文本与另一部分的文本近似重复。</translation>
    </message>
    <message>
        <source>Near copies: %1 test rows of training rows, %2 validation rows of training rows, %3 test rows of validation rows.</source>
        <translation>近似重复：%1 个测试行与训练行，%2 个验证行与训练行，%3 个测试行与验证行。</translation>
    </message>
    <message>
        <source>From %1 of %2 rows.</source>
        <translation>取自 %2 行中的 %1 行。</translation>
    </message>
    <message>
        <source>News to social comments splits the rows so. The test rows are for measuring alone; nothing learns from them.</source>
        <translation>“从新闻到社交评论”按此划分行。测试行只用于度量；不从中学习。</translation>
    </message>
    <message>
        <source>Rows of each part</source>
        <translation>各部分的行</translation>
    </message>
    <message>
        <source>Texts that nearly repeat each other</source>
        <translation>彼此近似重复的文本</translation>
    </message>
    <message>
        <source>Split of %1</source>
        <translation>%1 的划分</translation>
    </message>
</context>
<context>
    <name>widgets::StatusLine</name>
    <message>
        <source>Device: automatic</source>
        <translation>设备：自动</translation>
    </message>
    <message>
        <source>Device: %1</source>
        <translation>设备：%1</translation>
    </message>
    <message>
        <source>%1 of %2 in use</source>
        <translation>已用 %1 / %2</translation>
    </message>
    <message>
        <source>memory %1</source>
        <translation>内存 %1</translation>
    </message>
    <message>
        <source>%1: planning</source>
        <translation>%1：规划中</translation>
    </message>
    <message>
        <source>%1: paused</source>
        <translation>%1：已暂停</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>%1: stopping, a checkpoint is written</source>
        <translation>%1：正在停止，正在写入检查点</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>已修改</translation>
    </message>
    <message>
        <source>not saved yet</source>
        <translation>尚未保存</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>workspace read-only</source>
        <translation>工作区只读</translation>
    </message>
    <message>
        <source>workspace: %1 free</source>
        <translation>工作区：剩余 %1</translation>
    </message>
    <message>
        <source>queue %1</source>
        <translation>队列 %1</translation>
    </message>
</context>
<context>
    <name>widgets::TableCopy</name>
    <message>
        <source>Table written: %1</source>
        <translation>表格已写入：%1</translation>
    </message>
    <message>
        <source>Export table</source>
        <translation>导出表格</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>CSV 文件 (*.csv)</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy as Markdown</source>
        <translation>复制为 Markdown</translation>
    </message>
    <message>
        <source>Export as CSV...</source>
        <translation>导出为 CSV...</translation>
    </message>
</context>
<context>
    <name>widgets::TaskDock</name>
    <message>
        <source>Choose a job first.</source>
        <translation>请先选择一个作业。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>It does not wait: it runs.</source>
        <translation>它没有在等待：它正在运行。</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>放行</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>搁置</translation>
    </message>
    <message>
        <source>First</source>
        <translation>置首</translation>
    </message>
    <message>
        <source>No job waits.</source>
        <translation>没有作业在等待。</translation>
    </message>
    <message>
        <source>A job is running; the next begins by itself.</source>
        <translation>有作业正在运行；下一个会自动开始。</translation>
    </message>
    <message>
        <source>Begin the queue</source>
        <translation>开始队列</translation>
    </message>
    <message>
        <source>Work in the background</source>
        <translation>后台工作</translation>
    </message>
    <message>
        <source>No job runs and none waits.</source>
        <translation>没有作业在运行，也没有作业在等待。</translation>
    </message>
    <message>
        <source>It is being stopped.</source>
        <translation>正在停止。</translation>
    </message>
    <message>
        <source>This work cannot be stopped; it ends by itself.</source>
        <translation>这项工作无法停止；它会自行结束。</translation>
    </message>
</context>
<context>
    <name>widgets::TaskModel</name>
    <message>
        <source>Job</source>
        <translation>作业</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>剩余时间</translation>
    </message>
    <message>
        <source>This work cannot be stopped; it ends by itself.</source>
        <translation>这项工作无法停止；它会自行结束。</translation>
    </message>
</context>
<context>
    <name>widgets::TokenModel</name>
    <message>
        <source>added by the model</source>
        <translation>由模型添加</translation>
    </message>
    <message>
        <source>“%1” is too long to be cut into pieces</source>
        <translation>“%1”太长，无法切分为词元</translation>
    </message>
    <message>
        <source>“%1”: no piece of the vocabulary fits</source>
        <translation>“%1”：词表中没有匹配的词元</translation>
    </message>
    <message>
        <source>cut off: the model never sees it</source>
        <translation>已截断：模型看不到它</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Piece</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>bytes of a character</source>
        <translation>一个字符的部分字节</translation>
    </message>
</context>
<context>
    <name>widgets::TokensView</name>
    <message numerus="yes">
        <source>%n piece(s)</source>
        <translation>
            <numerusform>%n 个词元</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n word(s) not known</source>
        <translation>
            <numerusform>%n 个未知词</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>cut off after %n</source>
        <translation>
            <numerusform>在 %n 个之后截断</numerusform>
        </translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Cut off after</source>
        <translation>截断长度</translation>
    </message>
    <message>
        <source> pieces</source>
        <translation> 个词元</translation>
    </message>
    <message>
        <source>Type a text, or choose a row under Rows.</source>
        <translation>请输入文本，或在“行”中选择一行。</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Pieces</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>no word is unknown: this model reads bytes</source>
        <translation>没有未知词：此模型按字节读取</translation>
    </message>
</context>
<context>
    <name>widgets::TryPanel</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Choose a model above.</source>
        <translation>请在上方选择一个模型。</translation>
    </message>
    <message>
        <source>Type a text first.</source>
        <translation>请先输入文本。</translation>
    </message>
    <message>
        <source>Scoring...</source>
        <translation>正在打分...</translation>
    </message>
    <message>
        <source>The probabilities of its classes will stand here.</source>
        <translation>各类别的概率将显示在这里。</translation>
    </message>
    <message>
        <source>Try it: %1</source>
        <translation>试用：%1</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>试用</translation>
    </message>
    <message>
        <source>A text to be classified</source>
        <translation>要分类的文本</translation>
    </message>
    <message>
        <source>Text to be classified</source>
        <translation>要分类的文本</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Probabilities</source>
        <translation>概率</translation>
    </message>
    <message>
        <source>Scoring with %1</source>
        <translation>用 %1 打分</translation>
    </message>
</context>
<context>
    <name>widgets::UserPanel</name>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Revealed</source>
        <translation>已揭示</translation>
    </message>
    <message>
        <source>Hits of A</source>
        <translation>A 的命中</translation>
    </message>
    <message>
        <source>Hits of B</source>
        <translation>B 的命中</translation>
    </message>
    <message>
        <source>Best item in A</source>
        <translation>最佳项在 A 中</translation>
    </message>
    <message>
        <source>Best item in B</source>
        <translation>最佳项在 B 中</translation>
    </message>
    <message>
        <source>Shared items</source>
        <translation>共同项目</translation>
    </message>
    <message>
        <source>Ratings of the user that the models learnt from</source>
        <translation>模型学习时用到的该用户评分</translation>
    </message>
    <message>
        <source>Ratings that the models were shown before they ranked</source>
        <translation>模型排序之前看到的评分</translation>
    </message>
    <message>
        <source>%1: liked items among its first ten; items of equal score count in part</source>
        <translation>%1：前十项中用户喜欢的项目；同分的项目按部分计</translation>
    </message>
    <message>
        <source>%1: place of the item that the user rated highest</source>
        <translation>%1：用户评分最高的项目的名次</translation>
    </message>
    <message>
        <source>Items that stand among the first ten of both</source>
        <translation>同时位于两者前十的项目</translation>
    </message>
    <message>
        <source>There are no users to show: what the arms scored is no longer kept.</source>
        <translation>没有可显示的用户：方案的评分已不再保存。</translation>
    </message>
    <message>
        <source>User %1: nothing was revealed; %2 items are ranked.</source>
        <translation>用户 %1：没有揭示任何评分；对 %2 个项目排序。</translation>
    </message>
    <message>
        <source>User %1: %2 items are ranked; revealed with their ratings: %3</source>
        <translation>用户 %1：对 %2 个项目排序；已揭示的项目及评分：%3</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>名次</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>Liked</source>
        <translation>喜欢</translation>
    </message>
    <message>
        <source>hit</source>
        <translation>命中</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>List of A</source>
        <translation>A 的列表</translation>
    </message>
    <message>
        <source>List of B</source>
        <translation>B 的列表</translation>
    </message>
</context>
<context>
    <name>widgets::VerdictCard</name>
    <message numerus="yes">
        <source>Run %n more seeds</source>
        <translation>
            <numerusform>再运行 %n 个随机种子</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::WelcomePage</name>
    <message>
        <source>What would you like to find out?</source>
        <translation>您想了解什么？</translation>
    </message>
    <message>
        <source>Learn where there is much, carry it over to where there is little, and see whether it helped.</source>
        <translation>在数据充足之处学习，迁移到数据稀缺之处，再看是否有所帮助。</translation>
    </message>
    <message>
        <source>Import data...</source>
        <translation>导入数据...</translation>
    </message>
    <message>
        <source>Open a pipeline...</source>
        <translation>打开流程...</translation>
    </message>
    <message>
        <source>Open a pipeline</source>
        <translation>打开流程</translation>
    </message>
    <message>
        <source>Pipelines (*.warm.json)</source>
        <translation>流程 (*.warm.json)</translation>
    </message>
    <message>
        <source>Recent pipelines</source>
        <translation>最近的流程</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>%1 · missing</source>
        <translation>%1 · 缺失</translation>
    </message>
    <message>
        <source>Unpin %1</source>
        <translation>取消固定 %1</translation>
    </message>
    <message>
        <source>Pin %1</source>
        <translation>固定 %1</translation>
    </message>
    <message>
        <source>Forget %1</source>
        <translation>忘记 %1</translation>
    </message>
    <message>
        <source>Job %1</source>
        <translation>作业 %1</translation>
    </message>
    <message>
        <source>%1, step %2</source>
        <translation>%1，第 %2 步</translation>
    </message>
    <message>
        <source>Recover</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Resume job %1</source>
        <translation>恢复作业 %1</translation>
    </message>
</context>
<context>
    <name>widgets::ZoomTools</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Zoom out (-)</source>
        <translation>缩小 (-)</translation>
    </message>
    <message>
        <source>Zoom in (+)</source>
        <translation>放大 (+)</translation>
    </message>
    <message>
        <source>Zoom to fit (F)</source>
        <translation>适应窗口 (F)</translation>
    </message>
    <message>
        <source>Actual size (0)</source>
        <translation>实际大小 (0)</translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 labels</source>
        <translation>%1 条标注</translation>
    </message>
    <message>
        <source>%1 ratings</source>
        <translation>%1 条评分</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Macro F1</source>
        <translation>宏平均 F1</translation>
    </message>
    <message>
        <source>Micro F1</source>
        <translation>微平均 F1</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精确率</translation>
    </message>
    <message>
        <source>AUROC</source>
        <translation>AUROC</translation>
    </message>
    <message>
        <source>Calibration error</source>
        <translation>校准误差</translation>
    </message>
    <message>
        <source>nDCG</source>
        <translation>nDCG</translation>
    </message>
    <message>
        <source>Mean absolute error</source>
        <translation>平均绝对误差</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>秒数</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>Size on disk</source>
        <translation>磁盘占用</translation>
    </message>
    <message>
        <source>Texts a second</source>
        <translation>每秒文本数</translation>
    </message>
    <message>
        <source>Training loss</source>
        <translation>训练损失</translation>
    </message>
    <message>
        <source>Validation loss</source>
        <translation>验证损失</translation>
    </message>
    <message>
        <source>Validation accuracy</source>
        <translation>验证准确率</translation>
    </message>
    <message>
        <source>Training accuracy</source>
        <translation>训练准确率</translation>
    </message>
    <message>
        <source>Change what was asked for, then try again.</source>
        <translation>请更改要求后重试。</translation>
    </message>
    <message>
        <source>Open another file, or an older copy of this one.</source>
        <translation>请打开另一个文件，或此文件较早的副本。</translation>
    </message>
    <message>
        <source>Open it with the Warmstart that wrote it.</source>
        <translation>请用写入它的那个 Warmstart 版本打开。</translation>
    </message>
    <message>
        <source>Put a known node in its place.</source>
        <translation>请换成已知的节点。</translation>
    </message>
    <message>
        <source>Take the option out, or write it as the help of its node has it.</source>
        <translation>请删去该选项，或按其节点帮助中的写法填写。</translation>
    </message>
    <message>
        <source>Set the option to a value within its range.</source>
        <translation>请把该选项设为范围内的值。</translation>
    </message>
    <message>
        <source>Mend it on the canvas; F8 goes to the next problem.</source>
        <translation>请在画布上修正；按 F8 转到下一个问题。</translation>
    </message>
    <message>
        <source>Look at its rows and the roles of its columns on the page Data.</source>
        <translation>请在“数据”页查看它的行和各列的角色。</translation>
    </message>
    <message>
        <source>Choose another file, or fetch this one again.</source>
        <translation>请选择另一个文件，或重新获取此文件。</translation>
    </message>
    <message>
        <source>Put it back where it was, or choose another.</source>
        <translation>请把它放回原处，或另选一个。</translation>
    </message>
    <message>
        <source>Choose another model folder.</source>
        <translation>请选择另一个模型文件夹。</translation>
    </message>
    <message>
        <source>F1 tells what can be done instead.</source>
        <translation>按 F1 查看可以改做什么。</translation>
    </message>
    <message>
        <source>See that the place is there and may be written to, then try again.</source>
        <translation>请确认该位置存在且可写，然后重试。</translation>
    </message>
    <message>
        <source>Free some room on the disk, then try again.</source>
        <translation>请释放一些磁盘空间，然后重试。</translation>
    </message>
    <message>
        <source>Try again; if it stays so, open another workspace and save diagnostics (menu Help).</source>
        <translation>请重试；若仍如此，请打开另一个工作区，并保存诊断文件（“帮助”菜单）。</translation>
    </message>
    <message>
        <source>End the other program, or wait for it, then try again.</source>
        <translation>请结束另一个程序或等它完成，然后重试。</translation>
    </message>
    <message>
        <source>It can be begun again at any time.</source>
        <translation>随时可以重新开始。</translation>
    </message>
    <message>
        <source>Lower the learning rate, or look for values in the data that are no numbers.</source>
        <translation>请降低学习率，或检查数据中不是数字的值。</translation>
    </message>
    <message>
        <source>Save the pipeline and diagnostics (menu Help), and report it.</source>
        <translation>请保存流程和诊断文件（“帮助”菜单），并报告此问题。</translation>
    </message>
</context>
</TS>
