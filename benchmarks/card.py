"""`card`: from the card on the reader to the resident's name on the screen, against the bytes' own time on the wire."""

from app.station_context import StationContext
from benchmarks.bench_hall import Process, prepared_station
from benchmarks.figure import Figure, Held, Target, median, spread

TARGET = Target(Held.ADDED, 150.0)


def measure(station: StationContext, *, quick: bool = False) -> Figure:
    """Counted from the look that finds the card: between two looks the reader's manual wants 300 ms of rest."""
    rounds = 1 if quick else 10
    from_card: list[float] = []
    from_look: list[float] = []
    wire: list[float] = []
    with prepared_station(station) as prepared:
        data = str(prepared.data)
        with Process("app", "simulators", "--data", data) as simulators:
            simulators.line("network:")
            with Process("benchmarks.card_on_screen", data, str(rounds)) as screen:
                for number in range(rounds):
                    seconds = (float(text) for text in screen.line(f"card{number}").split())
                    for values, one in zip((from_card, from_look, wire), seconds, strict=True):
                        values.append(one * 1000)
    over = [look - bytes_ms for look, bytes_ms in zip(from_look, wire, strict=True)]
    return Figure(
        "card",
        median(from_look),
        "ms",
        median(wire),
        TARGET,
        f"{median(over):.0f} ms over the wire's own time ({spread(over, 0)}); from the moment that the card is laid "
        f"down {median(from_card):.0f} ms ({spread(from_card, 0)}), of which up to 300 ms are the rest between looks",
    )
