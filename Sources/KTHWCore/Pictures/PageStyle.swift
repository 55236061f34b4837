extension PictureStyle {
  /// What a page is laid out with.
  static let page: StaticString = """
    *{box-sizing:border-box}html{scroll-behavior:smooth;-webkit-text-size-adjust:100%}
    body{margin:0;background:var(--page);color:var(--ink);font:16px/1.55 var(--sans);\
    overflow-wrap:anywhere}
    .skip{position:absolute;left:-999px}.skip:focus{left:16px;top:8px;background:var(--card);\
    padding:8px 14px;border-radius:8px;z-index:1}
    header,main,footer{max-width:1420px;margin:0 auto;padding:0 clamp(14px,3.2vw,40px)}
    header{padding-top:clamp(28px,5vw,56px);padding-bottom:20px}
    .eyebrow{margin:0;font-size:.8rem;font-weight:600;letter-spacing:.09em;text-transform:uppercase;\
    color:var(--accent)}
    h1{margin:.1em 0 .35em;font-size:clamp(1.75rem,4.5vw,2.6rem);line-height:1.15;\
    letter-spacing:-.02em}
    h2{margin:0 0 .2em;font-size:1.4rem;letter-spacing:-.01em;line-height:1.25}
    h3{margin:0;font-size:1.02rem;line-height:1.4}h4{margin:1.3em 0 .5em;font-size:.92rem;\
    color:var(--soft);font-weight:600}
    p{margin:.4em 0}.lead{color:var(--soft);max-width:75ch}
    .facts{display:flex;flex-wrap:wrap;gap:4px 26px;margin:0;padding:0;list-style:none;\
    color:var(--soft)}.facts strong{color:var(--ink);font-weight:600}
    .cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,200px),1fr));gap:14px;\
    margin:0 0 26px;padding:0;list-style:none}
    .cards li,.panel{background:var(--card);border:1px solid var(--line);border-radius:14px;\
    min-width:0}
    .cards li{padding:16px 18px;border-top:4px solid var(--none-bar)}
    .cards .s-bad{border-top-color:var(--bad-bar)}.cards .s-due{border-top-color:var(--due-bar)}
    .cards .s-near{border-top-color:var(--near-bar)}.cards .s-good{border-top-color:var(--good-bar)}
    .cards .s-future{border-top-color:var(--future-bar)}
    .cards .label{display:block;color:var(--soft);font-size:.88rem}
    .cards .value{display:block;font-size:1.9rem;font-weight:650;line-height:1.25;\
    letter-spacing:-.02em;font-variant-numeric:tabular-nums}
    .cards .word{display:block;font-size:.9rem}
    nav ul{display:flex;flex-wrap:wrap;gap:8px;margin:0 0 26px;padding:0;list-style:none}
    nav a{display:block;padding:6px 14px;border:1px solid var(--line);border-radius:99px;\
    background:var(--card);text-decoration:none;font-size:.94rem}
    a{color:var(--accent)}a:hover{text-decoration:underline}
    :focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:6px}
    .panel{padding:clamp(18px,2.4vw,30px);margin:0 0 26px;scroll-margin-top:16px}
    .scroll{overflow-x:auto;margin:16px 0 0;-webkit-overflow-scrolling:touch}
    figure{margin:0}figure .picture{margin:0 auto}table{border-collapse:collapse;width:100%;font-size:.9rem}
    caption{text-align:left;color:var(--soft);padding:0 0 8px;font-size:.88rem}
    th,td{text-align:left;vertical-align:top;padding:8px 16px 8px 0;border-top:1px solid var(--line)}
    thead th{border-top:0;color:var(--soft);font-weight:600;white-space:nowrap;font-size:.84rem}
    tbody th{font-weight:600;min-width:150px}td{min-width:84px}.wide{min-width:260px}
    .nowrap{white-space:nowrap}code{font:.86em/1.5 var(--mono)}tbody th code{font-weight:400}
    .soft{color:var(--soft)}.t-bad{color:var(--bad)}.t-due{color:var(--due)}.t-near{color:var(--near)}
    .t-good{color:var(--good)}.t-future{color:var(--future)}.t-none{color:var(--none)}
    .tag{display:inline-block;padding:0 9px;border-radius:99px;font-size:.82rem;font-weight:600;\
    line-height:1.7;white-space:nowrap}
    .tag.t-bad{background:var(--bad-bg)}.tag.t-due{background:var(--due-bg)}
    .tag.t-near{background:var(--near-bg)}.tag.t-good{background:var(--good-bg)}
    .tag.t-future{background:var(--future-bg)}.tag.t-none{background:var(--none-bg)}
    details{border-top:1px solid var(--line);margin-top:14px}details.host{margin:0}
    summary{cursor:pointer;padding:12px 2px;color:var(--accent);font-weight:600;font-size:.94rem}
    summary h3{display:inline;color:var(--ink)}summary .soft{font-weight:400;font-size:.9rem}
    details>div{padding:0 2px 14px}
    .finding{border-top:1px solid var(--line);padding:16px 0 6px}
    .finding ul{margin:.5em 0;padding-left:1.2em}.finding li{margin:.35em 0}
    .failure{border-left:4px solid var(--bad-bar);padding:2px 0 2px 14px;margin:14px 0}
    .failure.s-none{border-left-color:var(--none-bar)}
    .flags{list-style:none;margin:0;padding:0;columns:2 420px;column-gap:32px}
    .flags li{break-inside:avoid;padding-left:1.2em;text-indent:-1.2em}
    .split{display:grid;gap:0 40px}footer{color:var(--soft);font-size:.88rem;padding-bottom:48px}
    @media print{body{background:#fff}.panel,.cards li{break-inside:avoid}nav,.skip{display:none}}
    """
}
