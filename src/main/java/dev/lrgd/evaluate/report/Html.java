package dev.lrgd.evaluate.report;

import java.util.Locale;

/** Text into HTML, and pages that are complete in themselves. */
final class Html {
  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>%1$s</title>
      <style>
      :root { --ink: #1d2430; --soft: #5d6878; --line: #e3e7ed; --page: #ffffff; --own: #0b62a8;
              --base: #8b95a5; --mark: #c2410c; }
      @media (prefers-color-scheme: dark) {
        :root { --ink: #e8ecf2; --soft: #9aa5b5; --line: #2c3543; --page: #131922; --own: #6cb6f5;
                --base: #77839a; --mark: #fb923c; } }
      body { font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif;
             color: var(--ink); background: var(--page); margin: 0 auto; padding: 40px 28px 64px;
             max-width: 1180px; font-variant-numeric: tabular-nums; }
      h1 { font-size: 30px; line-height: 1.2; margin: 0 0 6px; letter-spacing: -0.01em; }
      h2 { font-size: 19px; margin: 44px 0 4px; }
      p { margin: 0 0 14px; max-width: 70ch; }
      .lead, .note { color: var(--soft); }
      figure { margin: 12px 0 0; overflow-x: auto; }
      svg { display: block; max-width: 100%%; height: auto; min-width: 760px; font-size: 12.5px; }
      svg.single { min-width: 0; }
      svg text { fill: var(--ink); }
      .name { text-anchor: end; font-size: 13px; } .name.own { font-weight: 600; }
      .panel { font-weight: 600; font-size: 13.5px; }
      .tick { text-anchor: middle; } svg .tick, svg .value { fill: var(--soft); font-size: 11.5px; }
      .grid { stroke: var(--line); } .mark { stroke: var(--mark); stroke-width: 1.2; }
      .bar { stroke: var(--base); stroke-width: 1.4; fill: none; } .dot { fill: var(--base); }
      .bar.own { stroke: var(--own); } .dot.own { fill: var(--own); }
      table { border-collapse: collapse; font-size: 14.5px; margin-top: 12px; }
      th, td { padding: 6px 14px 6px 0; text-align: right; border-bottom: 1px solid var(--line); }
      th { color: var(--soft); font-weight: 600; } th:first-child, td:first-child { text-align: left; }
      td.best { font-weight: 700; }
      </style>
      </head>
      <body>
      <h1>%1$s</h1>
      <p class="lead">%2$s</p>
      %3$s
      </body>
      </html>
      """;

  private Html() {}

  /**
   * A page.
   *
   * @param title plain text
   * @param lead the first paragraph, HTML
   * @param body HTML
   */
  static String page(String title, String lead, String body) {
    return String.format(Locale.ROOT, PAGE, escape(title), lead, body);
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
