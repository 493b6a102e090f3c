"""网上政务超市: several services chosen one after the other, done as one. Pure; any thread."""

from kiosk.catalogue.item import AtKiosk, Handling, Item, Kind
from kiosk.catalogue.words import Text

CODE = "HK-CART"


def basket_item(items: tuple[Item, ...]) -> Item:
    """What a cart is called as a whole, on screens and on the one receipt; each part keeps its own name beside it.

    Raises ValueError for fewer than two.
    """
    if len(items) < 2:
        raise ValueError("a cart has at least two services")
    first = items[0]
    return Item(
        code=CODE,
        name=Text(
            zh=f"{first.name.zh}等{len(items)}件事",
            en=f"{first.name.en} and {len(items) - 1} more",
        ),
        summary=Text(zh="一次填写、一次签名、一张凭条。", en="One form, one signature, one receipt."),
        department=Text(
            zh="、".join(dict.fromkeys(item.department.zh for item in items)),
            en=", ".join(dict.fromkeys(item.department.en for item in items)),
        ),
        theme=first.theme,
        icon="receipt",
        kind=Kind.APPLICATION,
        handling=Handling.PROMISED,
        depth=min(item.depth for item in items),
        at_kiosk=AtKiosk.YES,
        audience=tuple(dict.fromkeys(audience for item in items for audience in item.audience)),
        place=Text(zh="本机可办", en="Can be done here"),
    )
