"""What a hand does on a page, and milliseconds until the page shows it."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.async_api import BrowserContext, Page

from benchmarks.explorer.seen import opened

_TIMED = """async () => {{
  const $ = (what) => document.querySelector(what), main = $("#main"), box = $(".picture");
  const say = (field, type) => field.dispatchEvent(new Event(type, {{ bubbles: true }}));
  const set = (field, value) => {{ field.value = value; say(field, "input"); say(field, "change"); }};
  const frame = () => new Promise(requestAnimationFrame);
  const other = (field) => set(field, [...field.options].find((one) => one.value && !one.selected).value);
  const drawn = () => [...document.querySelectorAll("[data-picture]")].every((one) => one.querySelector("canvas"));
  const swapped = () => $("#main") !== main && drawn();
  await frame();
  const began = performance.now();
  {act};
  while (!({until})) {{ await frame(); if (performance.now() - began > 60000) throw new Error("it does not show"); }}
  await frame();
  return performance.now() - began;
}}"""
_LEADS = "() => window.seen && window.seen.fcp > 0"
_SWAPPED = "swapped()"


@dataclass(frozen=True)
class Act:
    """Something to do on a page; what it needs may be missing on a small graph."""

    place: str
    name: str
    needs: str
    """What has to be on the page, as a selector."""
    act: str
    until: str = _SWAPPED
    """What is so when the page shows it; empty where a link leads to another page, whose first paint is taken."""

    async def done(self, context: BrowserContext, address: str) -> float | None:
        """Milliseconds from the act to the frame that shows it; None where there is nothing to do it to."""
        page = await opened(context, address)
        try:
            if not await page.locator(self.needs).count():
                return None
            if not self.until:
                return await self._followed(page)
            found: float | None = await page.evaluate(_TIMED.format(act=self.act, until=self.until))
            return found
        finally:
            await page.close()

    async def _followed(self, page: Page) -> float:
        async with page.expect_navigation(wait_until="load"):
            await page.evaluate(f"() => {{ {self.act} }}")
        await page.wait_for_function(_LEADS)
        return float(await page.evaluate("() => window.seen.fcp"))


def _filtered(place: str, table: str) -> Act:
    its, field = f"[data-table={table}]", f"#{table}-filter"
    shown = f'!$("{its} .counted").matches(".unseen")'
    return Act(place, "filter the table", f"{its}[data-complete] {field}", f'set($("{field}"), "a 1")', shown)


_NODE, _HUB, _IMPACT, _MAP = "Node: a service", "Node: the supplier of most", "Impact: the supplier of most", "Service map"
_OPENED = 'document.querySelector("button[data-opens]").click()'
_TWO, _LESS = 'set($("#node-depth"), "2")', '$("fieldset:last-of-type input[name=without]").click()'
_GROUP = """const boxes = [...document.querySelectorAll("script[data-nodes]")].flatMap((one) => JSON.parse(one.textContent));
  const group = boxes.find((one) => one.expand);
  if (!group) return null;
  const link = Object.assign(document.createElement("a"), { href: group.expand });
  link.dataset.swap = "";
  main.append(link);
  link.click()"""
_ROW, _HEAD = "button[data-node]", "#affected th:nth-child(4)"
_TYPED = '$("#search").focus(); set($("#search"), "serv")'
ACTS = (
    *(Act(place, "expand a neighbour", "button[data-opens]", _OPENED) for place in (_NODE, _HUB)),
    *(Act(place, "two hops instead of one", "#node-depth", _TWO) for place in (_NODE, _HUB)),
    *(Act(place, "leave out a relationship", "fieldset input[name=without]", _LESS) for place in (_NODE, _HUB)),
    Act(_NODE, "choose a box from the table", _ROW, f'$("{_ROW}").click()', f'$("{_ROW}[aria-pressed=true]")'),
    _filtered(_IMPACT, "affected"),
    Act(_IMPACT, "sort the table", f"{_HEAD} button", f'$("{_HEAD} button").click()', f'$("{_HEAD}").ariaSort !== "none"'),
    Act(_IMPACT, "open a group", "script[data-nodes]", _GROUP),
    Act(_MAP, "another criticality", "select#criticality", 'other($("select#criticality"))'),
    Act(_MAP, "open a group", "script[data-nodes]", _GROUP),
    _filtered(_MAP, "standing"),
    Act("Suppliers", "another grouping", "main form select[name=by]", 'other($("main form select[name=by]"))'),
    Act("Responsibility", "another choice", "main form select", 'other($("main form select"))'),
    Act("Coverage of a framework", "open a clause", ".leaf a", 'document.querySelector(".leaf a").click()', ""),
    _filtered("Coverage of a framework", "clauses"),
    Act("Questions", "only one severity", "select#severity", 'other($("select#severity"))'),
    _filtered("Questions", "catalogue"),
    Act("Search", "suggestions while typing", "#search", _TYPED, '!$("#suggestions").hidden'),
)
