"""The five pages of the operator's desk as sections of rows. Pure."""

from collections.abc import Mapping

from config.texts import Texts
from kiosk.desk.picture import ListedItem, Picture
from kiosk.offer.checklist import Check, CheckState
from kiosk.offer.offer import Announcement, Kind, Offered, Source, Tone, Withdrawn
from kiosk.offer.supply import Level
from kiosk.offer.tally import Outcome, sum_of
from ui.presentation.chrome import View
from ui.presentation.operator_rows import hours_line, moment, name_of, row, section

_TONES: Mapping[CheckState, str] = {
    CheckState.DONE: "success",
    CheckState.TO_DO: "warning",
    CheckState.WRONG: "danger",
}
_LONGEST_TABLE = 30


def today(picture: Picture, texts: Texts) -> dict[str, View]:
    say = texts.say
    counted = {state: sum(check.state is state for check in picture.checks) for state in CheckState}
    return {
        "figures": [
            {"value": str(counted[state]), "label": say(f"operator.figure_{state}"), "tone": _TONES[state]}
            for state in (CheckState.DONE, CheckState.TO_DO, CheckState.WRONG)
        ],
        "sections": [
            section(
                say("operator.checks_by_hand"),
                [_by_hand(check, texts) for check in picture.checks if check.by_hand],
            ),
            section(
                say("operator.checks_by_sensor"),
                [_by_sensor(check, texts) for check in picture.checks if not check.by_hand],
            ),
        ],
    }


def _by_hand(check: Check, texts: Texts) -> View:
    say = texts.say
    done = check.state is CheckState.DONE
    told = say("operator.ticked", name=check.ticked_by, time=f"{check.at:%H:%M}") if done and check.at else ""
    return row(
        say(f"operator.check_{check.name}"),
        note=told or say("operator.not_ticked"),
        glyph="check" if done else "hand",
        tone=_TONES[check.state],
        button=say("operator.untick" if done else "operator.tick"),
        buttonAct=f"tick:{check.name}",
        buttonQuiet=done,
    )


def _by_sensor(check: Check, texts: Texts) -> View:
    say = texts.say
    good = say("operator.check_good") if check.state is CheckState.DONE else ""
    detail = check.why.detail(texts) if check.why else check.saying.told(texts) if check.saying else good
    advice = check.why.advice(texts) if check.why else ""
    return row(
        say(f"operator.check_{check.name}"),
        note=f"{detail} → {advice}" if advice else detail,
        noteTone="neutral" if check.state is CheckState.DONE else _TONES[check.state],
        glyph={"success": "check", "warning": "warning", "danger": "error"}[_TONES[check.state]],
        tone=_TONES[check.state],
    )


def services(picture: Picture, theme: str, texts: Texts, language: str) -> dict[str, View]:
    say = texts.say
    if theme:
        items = [item for item in picture.items if item.theme == theme]
        title = name_of(Kind.THEME, theme, picture, texts, language)
        listed = [_item(item, picture, texts, language) for item in items]
        back = {"button": say("operator.all_themes"), "buttonAct": "theme:"}
        return {"sections": [section(title, listed, say("operator.theme_note", count=len(items)), **back)]}
    hot = [_hot(code, place, picture, texts, language) for place, code in enumerate(picture.offer.hot)]
    themes = sorted({item.theme for item in picture.items})
    return {
        "sections": [
            section(say("operator.hot"), hot, say("operator.hot_hint" if hot else "operator.hot_empty")),
            section(
                say("operator.themes"),
                [_theme(name, picture, texts, language) for name in themes],
                say("operator.themes_hint"),
            ),
            section(
                say("operator.devices"),
                [_device(name, picture, texts) for name in picture.devices],
                say("operator.devices_hint"),
            ),
        ]
    }


def _hot(code: str, place: int, picture: Picture, texts: Texts, language: str) -> View:
    return row(
        name_of(Kind.ITEM, code, picture, texts, language),
        badge=str(place + 1),
        badgeTone="info",
        star="up" if place else "",
        starAct=f"raise:{code}",
        button=texts.say("operator.remove_hot"),
        buttonAct=f"hot:{code}",
        buttonQuiet=True,
    )


def _theme(theme: str, picture: Picture, texts: Texts, language: str) -> View:
    items = [item for item in picture.items if item.theme == theme]
    off = sum(isinstance(picture.offer.item(item.code, theme), Withdrawn) for item in items)
    standing = picture.offer.standing.get((Kind.THEME, theme), Offered())
    note = texts.say("operator.theme_note_off" if off else "operator.theme_note", count=len(items), off=off)
    return row(
        name_of(Kind.THEME, theme, picture, texts, language),
        act=f"theme:{theme}",
        note=_told(standing, texts, "withdrawn") or note,
        **_switch(Kind.THEME, theme, standing, texts),
    )


def _item(item: ListedItem, picture: Picture, texts: Texts, language: str) -> View:
    standing = picture.offer.item(item.code, item.theme)
    own = picture.offer.standing.get((Kind.ITEM, item.code), Offered())
    told = _told(standing, texts, "withdrawn") or item.code
    message = standing.message if isinstance(standing, Withdrawn) else None
    hot = item.code in picture.offer.hot
    given = _switch(Kind.ITEM, item.code, own, texts) | {
        "note": f"{told} · {message.zh if language == 'zh' else message.en}" if message else told,
        "noteTone": "warning" if isinstance(standing, Withdrawn) else "neutral",
        "star": "star-filled" if hot else "star",
        "starAct": f"hot:{item.code}",
    }
    return row(item.name.zh if language == "zh" else item.name.en, **given)


def _device(name: str, picture: Picture, texts: Texts) -> View:
    standing = picture.offer.standing.get((Kind.DEVICE, name), Offered())
    given = _switch(Kind.DEVICE, name, standing, texts)
    return row(texts.say(f"device.{name}"), note=_told(standing, texts, "device_off"), **given)


def _switch(kind: Kind, name: str, standing: Offered | Withdrawn, texts: Texts) -> dict[str, View]:
    on = isinstance(standing, Offered)
    return {
        "toggle": "on" if on else "off",
        "toggleText": texts.say("operator.on" if on else "operator.off"),
        "toggleAct": f"{kind}:{name}" if kind is not Kind.THEME else f"whole:{name}",
        "noteTone": "neutral" if on else "warning",
    }


def _told(standing: Offered | Withdrawn, texts: Texts, word: str) -> str:
    """How it stands, when that is worth a word."""
    match standing:
        case Offered(until=None):
            return ""
        case Offered(until=at):
            return texts.say("operator.planned", at=moment(at)) if at else ""
        case Withdrawn(source=Source.THEME):
            return texts.say("operator.with_theme")
        case Withdrawn(until=None):
            return texts.say("operator.withdrawn" if word == "withdrawn" else "operator.device_off")
        case Withdrawn(until=at):
            name = "operator.withdrawn_until" if word == "withdrawn" else "operator.device_off_until"
            return texts.say(name, until=moment(at) if at else "")


def notices(picture: Picture, texts: Texts, language: str) -> dict[str, View]:
    say, offer = texts.say, picture.offer
    lines = [hours_line(stretch, texts) for stretch in offer.hours] or [say("operator.hours_always")]
    hours = row(
        "\n".join(lines),
        glyph="clock",
        tone="success" if offer.open_now else "warning",
        note=say("operator.open_now" if offer.open_now else "operator.closed_now"),
        button=say("operator.change"),
        buttonAct="hours:",
    )
    shown = [_announcement(each, picture, texts, language) for each in picture.announcements]
    return {
        "sections": [
            section(say("operator.hours"), [hours]),
            section(
                say("operator.announcements"),
                shown,
                "" if shown else say("operator.announcements_none"),
                button=say("operator.new_announcement"),
                buttonAct="announce:",
            ),
        ]
    }


def _announcement(each: Announcement, picture: Picture, texts: Texts, language: str) -> View:
    say = texts.say
    if each.id not in {shown.id for shown in picture.offer.announcements} and each.starts:
        note = say("operator.announcement_from", at=moment(each.starts))
    elif each.until:
        note = say("operator.announcement_until", until=moment(each.until))
    else:
        note = say("operator.announcement_open")
    return row(
        each.text.zh if language == "zh" else each.text.en,
        note=note,
        glyph="warning" if each.tone is Tone.WARNING else "info",
        tone="warning" if each.tone is Tone.WARNING else "info",
        button=say("operator.end"),
        buttonAct=f"end:{each.id}",
    )


def supplies(picture: Picture, texts: Texts) -> dict[str, View]:
    say = texts.say
    hint = say("operator.supplies_hint" if picture.levels else "operator.supplies_none")
    return {
        "sections": [
            section(say("operator.page_supplies"), [_level(level, texts) for level in picture.levels], hint)
        ]
    }


def _level(level: Level, texts: Texts) -> View:
    say = texts.say
    since = (
        say("operator.supply_since", at=moment(level.replaced_at))
        if level.replaced_at
        else say("operator.supply_never")
    )
    left = say("operator.supply_left", left=level.left, capacity=level.capacity)
    low = level.is_low
    return row(
        say(f"operator.supply_{level.supply}"),
        note=f"{left} · {say('operator.supply_low') if low else since}",
        noteTone="warning" if low else "neutral",
        glyph="warning" if low else "check",
        tone="warning" if low else "success",
        bar=level.share,
        button=say("operator.replaced"),
        buttonAct=f"replaced:{level.supply}",
    )


def counts(picture: Picture, texts: Texts, language: str) -> dict[str, View]:
    say, tallies = texts.say, picture.tallies
    wanted = (Outcome.BEGUN, Outcome.FILED, Outcome.GRANTED, Outcome.ABANDONED)
    tones = ("info", "info", "success", "warning")
    codes = list(dict.fromkeys(each.code for each in tallies if sum_of(tallies, Outcome.BEGUN, each.code)))
    left: dict[str, int] = {}
    for each in tallies:
        if each.outcome is Outcome.ABANDONED:
            left[each.screen] = left.get(each.screen, 0) + each.count
    table = [
        [name_of(Kind.ITEM, code, picture, texts, language), *(str(sum_of(tallies, o, code)) for o in wanted)]
        for code in codes[:_LONGEST_TABLE]
    ]
    columns = [say("operator.counts_item"), *(say(f"operator.figure_{outcome}") for outcome in wanted)]
    sections = [
        section(
            say("operator.counts_items"),
            [],
            say("operator.counts_title" if table else "operator.counts_none"),
            columns=columns if table else [],
            table=table,
        )
    ]
    if left:
        most = sorted(left.items(), key=lambda screen: -screen[1])
        rows = [_bar(_screen(name, texts), count, most[0][1], texts) for name, count in most]
        sections.append(section(say("operator.counts_left"), rows))
    if picture.missed:
        rows = [_bar(text, count, picture.missed[0][1], texts) for text, count in picture.missed]
        sections.append(section(say("operator.counts_missed"), rows, say("operator.counts_missed_hint")))
    return {
        "figures": [
            {"value": str(sum_of(tallies, outcome)), "label": say(f"operator.figure_{outcome}"), "tone": tone}
            for outcome, tone in zip(wanted, tones, strict=True)
        ],
        "sections": sections,
    }


def _bar(title: str, count: int, most: int, texts: Texts) -> View:
    return row(title, badge=texts.say("operator.times", count=count), bar=count / most)


def _screen(name: str, texts: Texts) -> str:
    known = f"operator.screen_{name.lower()}"
    return texts.say(f"operator.screen_{name.lower()}") if known in texts.names() else name
