/// The style sheets of pictures and pages.
///
/// Colours of text keep a contrast of at least 4.5 : 1 to what is behind
/// them, in both schemes (WCAG 2.2, 1.4.3); those of lines and bars 3 : 1.
enum PictureStyle {
  /// The names of colours, in both schemes.
  static let colours: StaticString = """
    :root{--page:#f6f7f9;--card:#fff;--ink:#1b2028;--soft:#535c69;--line:#d6dbe2;--track:#e9ecf1;\
    --accent:#2456c9;--bad:#b3261e;--due:#a34700;--near:#7a5c00;--good:#1c6e3d;--future:#2456c9;\
    --none:#535c69;--bad-bg:#fdeceb;--due-bg:#fdf0e4;--near-bg:#faf3d9;--good-bg:#e8f5ec;\
    --future-bg:#e9effc;--none-bg:#eef0f4;--bad-bar:#d4493f;--due-bar:#d97a2b;--near-bar:#b89116;\
    --good-bar:#2f9a5b;--future-bar:#5b86e5;--none-bar:#8a93a0;--mono:ui-monospace,SFMono-Regular,\
    "SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;--sans:system-ui,-apple-system,"Segoe UI",\
    Roboto,"Helvetica Neue","Noto Sans","Liberation Sans",Arial,sans-serif;color-scheme:light dark}
    @media (prefers-color-scheme:dark){:root{--page:#0f1319;--card:#171c24;--ink:#e8ecf2;\
    --soft:#a3adba;--line:#2e3641;--track:#262d37;--accent:#8ab0ff;--bad:#ff9a90;--due:#ffb070;\
    --near:#e8c65a;--good:#6fd498;--future:#8ab0ff;--none:#a3adba;--bad-bg:#3a1c1b;--due-bg:#38240f;\
    --near-bg:#332b10;--good-bg:#14301f;--future-bg:#1b2946;--none-bg:#252b34;--bad-bar:#e5645a;\
    --due-bar:#e08a3e;--near-bar:#c9a227;--good-bar:#3fae6c;--future-bar:#6a95f0;--none-bar:#7d8794}}
    """

  /// What pictures are drawn with; also inside of a page.
  static let shapes: StaticString = """
    .picture{display:block;font-family:var(--sans)}.picture text{font-size:12px;fill:var(--ink)}
    .picture .name{font-size:13px;font-weight:600}.picture .soft{fill:var(--soft);font-size:11px}
    .picture .head{font-size:13px;font-weight:600}.picture .end{text-anchor:end}
    .picture .mid{text-anchor:middle}.picture .box{fill:var(--card);stroke:var(--line)}
    .picture .back{fill:var(--card)}.picture .hub{fill:var(--track);stroke:var(--line)}
    .picture .wire{fill:none;stroke:var(--line);stroke-width:1.5}.picture .track{fill:var(--track)}
    .picture .halo{paint-order:stroke;stroke:var(--card);stroke-width:5px;stroke-linejoin:round}
    .picture .grid{stroke:var(--line);stroke-width:1}.picture .today{stroke:var(--accent);\
    stroke-width:2}.picture text.now{fill:var(--accent);font-weight:600}
    .picture .t-bad{fill:var(--bad)}.picture .t-due{fill:var(--due)}.picture .t-near{fill:var(--near)}
    .picture .t-good{fill:var(--good)}.picture .t-future{fill:var(--future)}
    .picture .t-none{fill:var(--none)}.picture .b-bad{fill:var(--bad-bar)}
    .picture .b-due{fill:var(--due-bar)}.picture .b-near{fill:var(--near-bar)}
    .picture .b-good{fill:var(--good-bar)}.picture .b-future{fill:var(--future-bar)}
    .picture .b-none{fill:var(--none-bar)}.picture .c-bad{fill:var(--bad-bg);stroke:var(--bad-bar)}
    .picture .c-due{fill:var(--due-bg);stroke:var(--due-bar)}
    .picture .c-near{fill:var(--near-bg);stroke:var(--near-bar)}
    .picture .c-good{fill:var(--good-bg);stroke:var(--good-bar)}
    .picture .c-future{fill:var(--future-bg);stroke:var(--future-bar)}
    .picture .c-none{fill:var(--none-bg);stroke:var(--none-bar)}
    .picture .l-bad{stroke:var(--bad-bar)}.picture .l-good{stroke:var(--good-bar)}
    .picture .l-none{stroke:var(--none-bar);stroke-dasharray:4 4}
    .picture .renewal{fill-opacity:.35}.picture .edge{fill:none;stroke-width:2}
    """
}
