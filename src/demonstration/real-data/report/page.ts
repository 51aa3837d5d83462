import { escapeHtml, say, type Words } from './markup.ts'

const style = `
:root{--canvas:#F3F4F1;--surface:#fff;--line:#E5E8EC;--ink:#14213A;--ink2:#46536B;--ink3:#5B6780;--brand:#0E5874;--bar:#0F2F40;--seal:#C0432F;--good:#0F6B66;--bad:#A82A24}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--canvas);color:var(--ink);font:15px/1.7 Inter,"Noto Sans CJK SC","Noto Sans SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif;font-variant-numeric:tabular-nums}
body:has(#language-zh:checked) [lang=en]:not(html):not(label),body:has(#language-en:checked) [lang=zh-CN]:not(html):not(label){display:none}
header.top{background:var(--bar);color:#fff;padding:28px 24px 24px}
.inner{max-width:1080px;margin:0 auto}
header.top h1{font-size:26px;line-height:1.35;margin:0 0 6px;font-weight:680}
header.top p{margin:0;color:#C9D6DD}
.brand{display:flex;justify-content:space-between;align-items:center;margin-bottom:18px;font-size:13px;color:#C9D6DD}
.seal{display:inline-block;background:var(--seal);color:#fff;font-weight:700;border-radius:4px;padding:2px 7px;margin-right:9px;letter-spacing:1px}
.language{border:1px solid #3B5665;border-radius:6px;padding:0;margin:0;display:flex;overflow:hidden}
.language legend{position:absolute;left:-9999px}
.language input{position:absolute;opacity:0}
.language label{padding:4px 12px;cursor:pointer;min-height:28px}
.language input:checked+label{background:#fff;color:var(--bar);font-weight:600}
.language input:focus-visible+label{outline:3px solid #E3B04B;outline-offset:-3px}
main{max-width:1080px;margin:0 auto;padding:20px 24px 60px}
section,nav.contents{background:var(--surface);border:1px solid var(--line);border-radius:10px;padding:22px 26px;margin:16px 0}
nav.contents ol{margin:0;padding-left:20px;columns:2;column-gap:40px}
nav.contents a,section a{color:var(--brand)}
h2{font-size:19px;margin:0 0 10px;font-weight:650}
h3{font-size:15.5px;margin:22px 0 6px;font-weight:650}
p{margin:8px 0}
p.note,figcaption,caption{color:var(--ink2);font-size:13px}
p.warn{border-left:4px solid #D2661F;background:#FDF0E5;color:#7A3206;padding:8px 14px;border-radius:0 6px 6px 0}
p.formula{font-family:"Noto Serif CJK SC",Georgia,serif;background:#F7F8F6;border:1px solid var(--line);border-radius:6px;padding:10px 14px}
ul{margin:8px 0;padding-left:22px}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(200px,1fr));gap:12px;margin:14px 0}
.tile{border:1px solid var(--line);border-radius:8px;padding:12px 16px}
.tile .value{font-size:27px;line-height:1.25;font-weight:680;color:var(--brand)}
.tile .name{font-weight:600;font-size:14px}
.tile .note{color:var(--ink2);font-size:12.5px;line-height:1.5}
.table{overflow-x:auto;margin:12px 0}
.table:focus-visible,.scroll:focus-visible,summary:focus-visible,a:focus-visible{outline:3px solid #3B78B5;outline-offset:2px}
table{border-collapse:collapse;width:100%;font-size:13.5px;line-height:1.5}
caption{text-align:left;padding:4px 0 6px}
th,td{text-align:left;padding:6px 10px;border-bottom:1px solid var(--line);vertical-align:top}
th{color:var(--ink2);font-weight:600;background:#F7F8F6;white-space:nowrap}
.figure{text-align:right;white-space:nowrap}
th.figure{white-space:normal}
.tall{max-height:620px;overflow:auto}
.tall thead th{position:sticky;top:0}
figure{margin:14px 0}
.scroll{overflow-x:auto}
figure.narrow{width:100%;max-width:600px;min-width:0;margin-left:auto;margin-right:auto}
figure svg{width:100%;height:auto;display:block}
details{margin:12px 0}
summary{cursor:pointer;color:var(--brand);font-weight:600;padding:6px 0}
.two{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:24px}
footer{overflow-wrap:anywhere;max-width:1080px;margin:0 auto;padding:0 24px 40px;color:var(--ink3);font-size:12.5px}
svg text{font-family:inherit;fill:var(--ink2);font-size:12px}
svg .strong{fill:var(--ink);font-weight:600}
svg .axis{stroke:#AEB6C2;stroke-width:1}
svg .grid{stroke:#E5E8EC;stroke-width:1}
td.reasons{min-width:260px}
@media screen and (max-width:720px){figure svg{min-width:600px}figure.narrow svg{min-width:440px}caption{position:sticky;left:0;max-width:84vw}main{padding:12px}section,nav.contents{padding:16px}nav.contents ol{columns:1}.two{grid-template-columns:minmax(0,1fr)}header.top{padding:20px 16px}}
@media print{p.note,figcaption,caption,.tile .note{font-size:10px}.tall thead th{position:static}figure.narrow{max-width:420px}.tiles{grid-template-columns:repeat(4,1fr)}.tile .value{font-size:18px}.scroll{overflow:visible}body{background:#fff;font-size:11px}header.top{background:#fff;color:#000;padding:0}header.top p,.brand{color:#333}.language{display:none}section,nav.contents{border:0;padding:0 0 8px;margin:0 0 10px}.tall{max-height:none;overflow:visible}figure,tr,.tile{break-inside:avoid}h2,h3{break-after:avoid}table{font-size:10px}.table{overflow:visible}details:not([open]){display:none}.seal{print-color-adjust:exact;-webkit-print-color-adjust:exact}svg{print-color-adjust:exact;-webkit-print-color-adjust:exact}@page{size:A4;margin:14mm}}
`

/** One file with everything in it: no script, no font and no picture from elsewhere. The language is a radio button. */
export function page(
  title: Words,
  subtitle: Words,
  contents: readonly { id: string; title: Words }[],
  body: string,
  footer: Words,
): string {
  const items = contents
    .map(({ id, title: name }) => `<li><a href="#${id}">${say(name.zh, name.en)}</a></li>`)
    .join('')
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title.zh)} · ${escapeHtml(title.en)}</title>
<style>${style}</style>
</head>
<body>
<header class="top"><div class="inner">
<div class="brand"><span><span class="seal">三信</span>Sanxin</span>
<fieldset class="language"><legend>语言 Language</legend><input type="radio" name="language" id="language-zh" checked><label for="language-zh" lang="zh-CN">中文</label><input type="radio" name="language" id="language-en"><label for="language-en" lang="en">English</label></fieldset></div>
<h1>${say(title.zh, title.en)}</h1><p>${say(subtitle.zh, subtitle.en)}</p>
</div></header>
<main>
<nav class="contents" aria-label="目录 Contents"><ol>${items}</ol></nav>
${body}
</main>
<footer>${say(footer.zh, footer.en)}</footer>
</body>
</html>
`
}
