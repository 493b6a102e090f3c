"""Everything that can happen to a visit, as facts in the past tense."""

from kiosk.visit.resident_events import (
    AddedToBasket,
    Appealed,
    AspectToggled,
    BasketOpened,
    Browsed,
    CardNotAtHand,
    CaseChosen,
    CertificateToggled,
    CodeScanned,
    Confirmed,
    Continued,
    DocumentAsked,
    DueAsked,
    EditAsked,
    FieldAnswered,
    HomeAsked,
    ItemChosen,
    LanguageChosen,
    LargeModeChosen,
    LaterToggled,
    Left,
    LevelChosen,
    MoreTimeAsked,
    NoCodeScanned,
    NumberChosen,
    PlacesAsked,
    ProgressAsked,
    ProofsAsked,
    Rated,
    ScanAsked,
    Searched,
    SignatureCleared,
    Signed,
    SituationChosen,
    SlipAsked,
    TakenFromBasket,
    Touched,
    WentBack,
)
from kiosk.visit.station_events import (
    ApplicationSaved,
    CardRead,
    CardReadFailed,
    CardRemoved,
    CaseReported,
    DepartmentsChanged,
    DeviceChanged,
    DocumentFailed,
    DocumentPrinted,
    PaperNotTaken,
    PaperTaken,
    PlatformBack,
    PlatformLost,
    PresenceChanged,
    PrinterChanged,
    ReaderChanged,
    SavingFailed,
    SlipFailed,
    SlipPrinted,
    TimePassed,
    Told,
    Wiped,
)

__all__ = [
    "AddedToBasket",
    "Appealed",
    "ApplicationSaved",
    "AspectToggled",
    "BasketOpened",
    "Browsed",
    "CardNotAtHand",
    "CardRead",
    "CardReadFailed",
    "CardRemoved",
    "CaseChosen",
    "CaseReported",
    "CertificateToggled",
    "CodeScanned",
    "Confirmed",
    "Continued",
    "DepartmentsChanged",
    "DeviceChanged",
    "DocumentAsked",
    "DocumentFailed",
    "DocumentPrinted",
    "DueAsked",
    "EditAsked",
    "Event",
    "FieldAnswered",
    "HomeAsked",
    "ItemChosen",
    "LanguageChosen",
    "LargeModeChosen",
    "LaterToggled",
    "Left",
    "LevelChosen",
    "MoreTimeAsked",
    "NoCodeScanned",
    "NumberChosen",
    "PaperNotTaken",
    "PaperTaken",
    "PlacesAsked",
    "PlatformBack",
    "PlatformLost",
    "PresenceChanged",
    "PrinterChanged",
    "ProgressAsked",
    "ProofsAsked",
    "Rated",
    "ReaderChanged",
    "SavingFailed",
    "ScanAsked",
    "Searched",
    "SignatureCleared",
    "Signed",
    "SituationChosen",
    "SlipAsked",
    "SlipFailed",
    "SlipPrinted",
    "TakenFromBasket",
    "TimePassed",
    "Told",
    "Touched",
    "WentBack",
    "Wiped",
]

Event = (
    Touched
    | TimePassed
    | MoreTimeAsked
    | LanguageChosen
    | LargeModeChosen
    | Left
    | WentBack
    | Continued
    | HomeAsked
    | Browsed
    | Searched
    | ItemChosen
    | AddedToBasket
    | BasketOpened
    | TakenFromBasket
    | PlacesAsked
    | ProofsAsked
    | ProgressAsked
    | DueAsked
    | NumberChosen
    | CodeScanned
    | NoCodeScanned
    | Told
    | CardRead
    | CardReadFailed
    | CardRemoved
    | CardNotAtHand
    | SituationChosen
    | FieldAnswered
    | CertificateToggled
    | ScanAsked
    | PaperTaken
    | PaperNotTaken
    | LaterToggled
    | EditAsked
    | Signed
    | SignatureCleared
    | ApplicationSaved
    | SavingFailed
    | CaseReported
    | SlipAsked
    | SlipPrinted
    | SlipFailed
    | LevelChosen
    | AspectToggled
    | Rated
    | CaseChosen
    | DocumentAsked
    | DocumentPrinted
    | DocumentFailed
    | Appealed
    | Confirmed
    | PresenceChanged
    | ReaderChanged
    | PrinterChanged
    | DeviceChanged
    | DepartmentsChanged
    | PlatformLost
    | PlatformBack
    | Wiped
)
