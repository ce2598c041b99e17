// The look of reports: the tokens of the window, light and dark.
#pragma once

namespace engine {

inline constexpr const char* kReportStyle = R"(
:root{--window:#F5F6F8;--surface:#FFFFFF;--border:#858E9A;--grid:#D9DDE3;--text:#1B1F24;--text2:#535D6A;--accent:#0B63B0;--done:#00704E;--failed:#B23A06;--warn:#855600;
--s0:#0072B2;--s1:#D55E00;--s2:#009E73;--s3:#CC79A7;--s4:#000000;--s5:#7A5600;--s6:#3A93C9}
@media(prefers-color-scheme:dark){:root{--window:#1B1F24;--surface:#23282F;--border:#6B7582;--grid:#38404A;--text:#E6E9ED;--text2:#A9B3BF;--accent:#6CB3F2;--done:#3CC79B;--failed:#FF8F63;--warn:#F0B53A;
--s0:#56B4E9;--s1:#E8702A;--s2:#009E73;--s3:#CC79A7;--s4:#E6E9ED;--s5:#E69F00;--s6:#F0E442}}
body{margin:0;background:var(--window);color:var(--text);font:15px/1.5 system-ui,"Noto Sans","Noto Sans CJK SC",sans-serif}
main{max-width:60rem;margin:0 auto;padding:1.5rem}
h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem}h3{font-size:1rem}
table{border-collapse:collapse;background:var(--surface);font-variant-numeric:tabular-nums}
th,td{border:1px solid var(--grid);padding:.3rem .6rem;text-align:right;white-space:nowrap}th:first-child,td:first-child{text-align:left}
small{color:var(--text2)}td small{display:inline}
.reference td{color:var(--text2)}
.verdicts{padding:0;list-style:none}.verdicts li{background:var(--surface);border-left:4px solid var(--border);margin:.4rem 0;padding:.4rem .8rem}
.verdicts .helps,.verdicts .ahead{border-color:var(--done)}.verdicts .negative{border-color:var(--failed)}.verdicts .degenerate,.verdicts .not_comparable{border-color:var(--warn)}
figure{margin:0;background:var(--surface);border:1px solid var(--grid);padding:1rem}figcaption{color:var(--text2);font-size:.85rem}
svg text{fill:var(--text2);font-size:11px}.grid{stroke:var(--grid)}.line{fill:none;stroke:var(--c);stroke-width:2}.band{fill:var(--c);opacity:.15}circle{fill:var(--c)}
.s0{--c:var(--s0)}.s1{--c:var(--s1)}.s2{--c:var(--s2)}.s3{--c:var(--s3)}.s4{--c:var(--s4)}.s5{--c:var(--s5)}.s6{--c:var(--s6)}
.legend{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;padding:0;list-style:none;font-size:.85rem}.legend svg{width:28px;height:8px;margin-right:.4rem}
.row{display:flex;flex-wrap:wrap;gap:1rem}.confusion td{background:color-mix(in srgb,var(--accent) calc(var(--share)*45%),var(--surface))}.confusion td small{display:block}
.pipeline{overflow-x:auto}.pipeline svg{min-width:52rem}.box{fill:var(--surface);stroke:var(--border)}.link{fill:none;stroke:var(--border)}.pipeline rect+text{fill:var(--text)}
main>table{display:block;overflow-x:auto;border:0}pre{overflow-x:auto;font-size:.8rem}code{font-size:.85rem}dt{font-weight:600}
)";

}  // namespace engine
