"""Opens pages in headless Chromium, as a reader's browser would, and judges them.

usage: read-report.py PAGE.html...

Each page is opened at 360 and 1440 pixels, in the light and in the dark. Every
complaint is a line; the exit status is 1 where there is one. Speaks the DevTools
protocol over a pipe (--remote-debugging-pipe), so that no port is open, and needs
nothing but Python's own library.
"""

import json
import os
import pathlib
import select
import subprocess
import sys
import tempfile
import time

# What a page is judged by, in the page itself.
JUDGE = r"""
(() => {
  const faults = [];
  const tell = (what, element) =>
    faults.push(what + (element ? ': ' + element.outerHTML.slice(0, 120) : ''));
  const all = selector => [...document.querySelectorAll(selector)];
  all('details').forEach(details => { details.open = true; });
  const root = document.documentElement;
  if (root.scrollWidth > window.innerWidth)
    tell('wider than the window: ' + root.scrollWidth + ' of ' + window.innerWidth);
  if (!root.lang) tell('no language');
  if (!document.title.trim()) tell('no title');
  if (all('script').length) tell('a script');
  if (all('h1').length !== 1) tell(all('h1').length + ' headings of the first level');
  if (all('main').length !== 1) tell(all('main').length + ' main parts');

  // Headings go down one level at a time.
  let level = 0;
  for (const heading of all('h1,h2,h3,h4,h5,h6')) {
    const own = Number(heading.tagName[1]);
    if (own > level + 1) tell('a level of headings is left out', heading);
    if (!heading.textContent.trim()) tell('an empty heading', heading);
    level = own;
  }

  const ids = all('[id]').map(element => element.id);
  for (const id of new Set(ids))
    if (ids.filter(other => other === id).length > 1) tell('an identifier twice: ' + id);
  for (const link of all('a[href^="#"]'))
    if (!document.getElementById(link.getAttribute('href').slice(1))) tell('a dead link', link);
  for (const element of all('[aria-labelledby]'))
    for (const id of element.getAttribute('aria-labelledby').split(/\s+/))
      if (!document.getElementById(id)?.textContent.trim()) tell('no label', element);

  for (const image of all('img'))
    if (!image.alt) tell('an image without words', image);
  for (const image of all('svg')) {
    if (image.getAttribute('role') !== 'img') tell('a picture that does not say so', image);
    if (!image.querySelector(':scope > title')?.textContent.trim()) tell('no title', image);
    if (!image.querySelector(':scope > desc')?.textContent.trim()) tell('no words', image);
  }

  for (const table of all('table')) {
    if (!table.caption?.textContent.trim()) tell('a table without a caption', table);
    for (const head of table.querySelectorAll('th'))
      if (!['col', 'row'].includes(head.scope)) tell('a head of nothing', head);
    const columns = table.tHead?.rows[0]?.cells.length;
    for (const row of table.tBodies[0].rows)
      if (row.cells.length !== columns || row.cells[0].tagName !== 'TH')
        tell('a row unlike its table', row);
  }
  // What scrolls can be reached with keys, and has a name.
  for (const element of all('*')) {
    const style = getComputedStyle(element);
    if (element.scrollWidth > element.clientWidth + 1 && style.overflowX === 'auto'
        && (element.tabIndex < 0 || !element.getAttribute('aria-label')))
      tell('scrolls, and cannot be reached', element);
  }

  // Contrast of every text to what is behind it (WCAG 2.2, 1.4.3).
  const parse = colour => {
    const numbers = colour.match(/[\d.]+/g)?.map(Number) ?? [0, 0, 0, 0];
    return numbers.length > 3 ? numbers : [...numbers.slice(0, 3), 1];
  };
  const luminance = colour => {
    const [r, g, b] = colour.slice(0, 3).map(value => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = element => {
    // In a picture the last shape before the text that lies under its middle.
    const picture = element.closest('svg');
    if (picture) {
      const box = element.getBoundingClientRect();
      const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
      let fill = null;
      for (const shape of picture.querySelectorAll('rect,circle,text')) {
        if (shape === element) break;
        if (shape.tagName === 'text') continue;
        const own = shape.getBoundingClientRect();
        const style = getComputedStyle(shape);
        if (style.fill !== 'none' && Number(style.fillOpacity) === 1 && own.left <= x
            && x <= own.right && own.top <= y && y <= own.bottom)
          fill = parse(style.fill);
      }
      if (fill) return fill;
    }
    for (let parent = picture ?? element; parent; parent = parent.parentElement) {
      const colour = parse(getComputedStyle(parent).backgroundColor);
      if (colour[3] === 1) return colour;
      if (colour[3] !== 0) return null;
    }
    return [255, 255, 255, 1];
  };
  let texts = 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.textContent.trim()) continue;
    const element = node.parentElement;
    if (element.closest('svg') && element.tagName !== 'text') continue;
    const style = getComputedStyle(element);
    const front = parse(element.tagName === 'text' ? style.fill : style.color);
    const back = behind(element);
    if (!back) { tell('a background that nobody can tell', element); continue; }
    const [one, other] = [luminance(front), luminance(back)].sort((a, b) => b - a);
    const contrast = (one + 0.05) / (other + 0.05);
    texts += 1;
    if (contrast < 4.5) tell('contrast ' + contrast.toFixed(2), element);
  }
  const dark = luminance(parse(getComputedStyle(document.body).backgroundColor)) < 0.2;
  return JSON.stringify({faults: [...new Set(faults)].slice(0, 40), texts, dark});
})()
"""


class Browser:
    """A browser of its own, and the pipe to talk to it."""

    def __init__(self, folder):
        to_read, self.writing = os.pipe()
        self.reading, to_write = os.pipe()

        def prepare():
            os.dup2(to_read, 3)
            os.dup2(to_write, 4)

        # Numbers 3 and 4 are the browser's ends by agreement.
        spare = [os.dup(end) if end in (3, 4) else end for end in (to_read, to_write)]
        to_read, to_write = spare
        self.process = subprocess.Popen(
            [
                "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
                "--disable-dev-shm-usage", "--disable-background-networking",
                f"--user-data-dir={folder}", "--remote-debugging-pipe", "about:blank",
            ],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            preexec_fn=prepare, close_fds=False,
        )
        os.close(to_read)
        os.close(to_write)
        self.number = 0
        self.rest = b""
        self.events = []

    def message(self, until):
        """The next message of the browser; None where none comes in time."""
        while b"\0" not in self.rest:
            ready, _, _ = select.select([self.reading], [], [], max(0, until - time.monotonic()))
            if not ready:
                return None
            chunk = os.read(self.reading, 1 << 16)
            if not chunk:
                raise SystemExit("the browser ended")
            self.rest += chunk
        text, self.rest = self.rest.split(b"\0", 1)
        return json.loads(text)

    def ask(self, method, session=None, **parameters):
        """Asks the browser for something, and waits for its answer."""
        self.number += 1
        request = {"id": self.number, "method": method, "params": parameters}
        if session:
            request["sessionId"] = session
        os.write(self.writing, json.dumps(request).encode() + b"\0")
        until = time.monotonic() + 90
        while message := self.message(until):
            if message.get("id") == self.number:
                if "error" in message:
                    raise SystemExit(f"{method}: {message['error']}")
                return message["result"]
            self.events.append(message)
        raise SystemExit(f"{method}: no answer")

    def wait(self, method):
        """Waits until something has happened."""
        until = time.monotonic() + 90
        while not any(event.get("method") == method for event in self.events):
            message = self.message(until)
            if message is None:
                raise SystemExit(f"{method} did not happen")
            self.events.append(message)

    def end(self):
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def judge(browser, page, width, scheme):
    """The complaints about a page at a width in a scheme."""
    target = browser.ask("Target.createTarget", url="about:blank")["targetId"]
    session = browser.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
    for domain in ("Page", "Runtime", "Log", "Network"):
        browser.ask(domain + ".enable", session)
    browser.ask(
        "Emulation.setDeviceMetricsOverride", session,
        width=width, height=900, deviceScaleFactor=1, mobile=False,
    )
    browser.ask(
        "Emulation.setEmulatedMedia", session,
        features=[{"name": "prefers-color-scheme", "value": scheme}],
    )
    browser.events.clear()
    address = pathlib.Path(page).resolve().as_uri()
    browser.ask("Page.navigate", session, url=address)
    browser.wait("Page.loadEventFired")
    # An evaluation by the protocol is not the page's own script: its policy stands.
    answer = browser.ask("Runtime.evaluate", session, expression=JUDGE, returnByValue=True)
    faults = []
    if "value" not in answer.get("result", {}):
        return [f"could not be judged: {answer}"], 0
    found = json.loads(answer["result"]["value"])
    faults += found["faults"]
    if found["dark"] != (scheme == "dark"):
        faults.append(f"is {'dark' if found['dark'] else 'light'} where it should not be")
    # What is asked for a little later counts as well.
    until = time.monotonic() + 0.3
    while message := browser.message(until):
        browser.events.append(message)
    for event in browser.events:
        method, told = event.get("method"), event.get("params", {})
        if method == "Network.requestWillBeSent" and told["request"]["url"] != address:
            faults.append(f"asks for {told['request']['url']}")
        if method in ("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded"):
            faults.append(f"{method}: {json.dumps(told)[:300]}")
    browser.ask("Target.closeTarget", targetId=target)
    return faults, found["texts"]


def main(pages):
    status = 0
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        browser = Browser(folder)
        try:
            for page in pages:
                for width in (360, 1440):
                    for scheme in ("light", "dark"):
                        faults, texts = judge(browser, page, width, scheme)
                        for fault in faults:
                            print(f"{page}: {width} px, {scheme}: {fault}")
                        status = 1 if faults else status
                        print(f"{page}: {width} px, {scheme}: {texts} texts", file=sys.stderr)
        finally:
            browser.end()
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
