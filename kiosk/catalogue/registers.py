"""What a rule can see of each register that the platform compares with: ``records.<register>.<field>``.

The kiosk knows none of it: there every field is empty and ``known`` is false. Registers are asked for the applicant's
ID number, those of companies for the code in ``form.uscc``. Pure; any thread.
"""

from collections.abc import Mapping
from typing import Final

from kiosk.catalogue.service import Register

RecordValue = str | int | bool
Record = Mapping[str, RecordValue]

FIELDS: Final[Mapping[Register, Record]] = {
    Register.POPULATION: {
        "known": False,
        "alive": False,
        "district": "",  # GB/T 2260 code of the household registration
        "household_number": "",
        "marital": "",  # single, married, divorced, widowed
        "resident_since": "",  # ISO day of the residence registration of who is registered elsewhere
    },
    Register.ELDERLY: {"known": False, "receives": False, "senior_card": False, "district": ""},
    Register.RENTAL: {"known": False, "filed": False, "contract": "", "address": "", "until": ""},
    Register.TITLE: {
        "known": False,
        "homes": 0,
        "owner": False,
        "certificate": "",
        "address": "",
        "mortgaged": False,
        "sealed": False,  # 查封: no transaction until a court lifts it
    },
    Register.PUBLICATION: {"known": False, "licence": "", "valid_to": "", "verified_year": 0, "penalties": 0},
    Register.EMPLOYMENT: {
        "known": False,
        "employed": False,
        "employer": "",
        "insured_months": 0,
        "ended": "",  # ISO day on which the last employment ended
        "benefit_months": 0,
    },
    Register.COMPANY: {
        "known": False,
        "name": "",
        "status": "",  # open, revoked, closed
        "heads_before": 0,
        "heads_now": 0,
        "premium_paid": 0,
        "insured_months": 0,
        "applicant_acts": False,  # the applicant is its legal representative or an agent on record
    },
}
"""Every field of every register, as it stands where nothing is known."""


def unknown(register: Register) -> Record:
    """The record of somebody whom the register does not have."""
    return FIELDS[register]
