"""A whole folder of good content, as operators keep it, and a hand that plants one mistake in it."""

from dataclasses import dataclass
from pathlib import Path

SUBSIDY = """\
code: HK-TEST-001
name: {zh: 示例补贴申请, en: Sample subsidy}
summary: {zh: 一句话说明, en: One sentence}
department: {zh: 海口市示例局, en: Haikou Sample Bureau}
theme: elderly
icon: elder
kind: application
handling: promised
depth: 4
at_kiosk: yes
instant: true
automatic: true
events: [retirement, illness]
aliases: [老人钱]
active:
  from: 2026-01-01
  to: 2030-12-31
  as_of: 2026-01-01
  source: 示例文件
legal_days:
  value: 20
  as_of: 2026-01-01
  source: 示例法第一条
promise_days:
  value: 5
  as_of: 2026-01-02
  source: 示例文件
  demo: true
bring:
  - {zh: 居民身份证, en: Resident ID card}
place: {zh: 本机可办, en: Here}
hours:
  - {opens: 08:30, closes: 17:30}
due:
  - when: applicant.age >= 80 && !certificates.senior_card.held
    why: {zh: 您可以领取补贴, en: You can receive the subsidy}
service:
  situations:
    question: {zh: 您为谁申请？, en: Who is it for?}
    options:
      - id: self
        label: {zh: 本人办理, en: For myself}
        detail: {zh: 本人申请, en: I apply}
        next: living
      - id: delegate
        label: {zh: 代办, en: For another}
        detail: {zh: 替他人申请, en: For another}
        delegate: true
        next: living
    further:
      - id: living
        question: {zh: 您住在哪里？, en: Where do you live?}
        options:
          - id: home
            label: {zh: 家里, en: At home}
            detail: {zh: 住在家里, en: At home}
            given: certificates.household_register.held
          - id: care
            label: {zh: 养老院, en: Care home}
            detail: {zh: 住在机构, en: In a home}
            next: payer
      - id: payer
        question: {zh: 谁付费用？, en: Who pays?}
        options:
          - id: own
            label: {zh: 自己, en: Myself}
            detail: {zh: 自己付费, en: I pay}
          - id: family
            label: {zh: 子女, en: Family}
            detail: {zh: 子女付费, en: They pay}
            given: form.living == "family_home"
  form:
    - title: {zh: 联系方式, en: Contact}
      fields:
        - id: phone
          label: {zh: 手机号码, en: Mobile number}
          kind: phone
          hint: {zh: 结果会发到这里, en: Results go here}
          masked: true
        - id: residence
          label: {zh: 住址, en: Address}
          kind: text
          prefill: certificates.household_register.address
        - id: since
          label: {zh: 入住日期, en: Moved in}
          kind: date
          when: form.living == "care"
    - title: {zh: 收款, en: Payment}
      fields:
        - id: bank
          label: {zh: 开户银行, en: Bank}
          kind: choice
          choices:
            - {value: icbc, label: {zh: 工商银行, en: ICBC}}
            - {value: abc, label: {zh: 农业银行, en: ABC}}
        - id: account
          label: {zh: 银行卡号, en: Card number}
          kind: bank_card
          masked: true
        - id: persons
          label: {zh: 家庭人数, en: Persons}
          kind: number
          least: 1
          most: 12
          unit: {zh: 人, en: persons}
  materials:
    - id: id_card
      name: {zh: 居民身份证, en: Resident ID card}
      source: chip
      note: {zh: 已从芯片读取, en: Read from the chip}
    - id: household_register
      name: {zh: 户口簿, en: Household register}
      source: certificate
      certificate: household_register
      note: {zh: 不用提交, en: Not needed}
  eligibility:
    - id: age
      when: applicant.age >= 80
      otherwise: {zh: 须年满80周岁。, en: Must be 80 or older.}
  approval:
    - id: recent
      when: days.since <= 3650
      otherwise: {zh: 需人工核对。, en: An officer will check.}
  comparison:
    - id: alive
      register: population
      when: records.population.known && records.population.alive
      otherwise: {zh: 需人工核对户籍。, en: An officer will check.}
  amounts:
    - id: band_80
      label: {zh: 80岁以上, en: 80 and over}
      when: applicant.age >= 80
      value: 105
      as_of: 2026-01-03
      source: 示例标准
      demo: true
  commitment:
    - {zh: 所填内容真实。, en: All is true.}
  result:
    title: {zh: 示例决定书, en: Sample decision}
    lines:
      - {label: {zh: 姓名, en: Name}, value: applicant.name}
      - {label: {zh: 住址, en: Address}, value: form.residence}
"""

FAMILY = """\
shared:
  department: {zh: 海口市样本局, en: Haikou Pattern Bureau}
  theme: family
  kind: application
  handling: immediate
  depth: 2
  place: {zh: 大厅办理, en: In the hall}
items:
  - code: HK-FAM-001
    name: {zh: 样本指南, en: Sample guide}
    summary: {zh: 只有指南, en: A guide only}
  - code: HK-FAM-002
    name: {zh: 样本登记, en: Sample registration}
    summary: {zh: 可在本机办理, en: Can be done here}
    service:
      situations:
        question: {zh: 您为谁办理？, en: Who is it for?}
        options:
          - id: self
            label: {zh: 本人办理, en: For myself}
            detail: {zh: 本人, en: Myself}
      form:
        - title: {zh: 联系方式, en: Contact}
          fields:
            - id: phone
              label: {zh: 手机号码, en: Mobile number}
              kind: phone
              masked: true
            - id: bank
              label: {zh: 开户银行, en: Bank}
              kind: choice
              choices:
                - {value: icbc, label: {zh: 工商银行, en: ICBC}}
                - {value: abc, label: {zh: 农业银行, en: ABC}}
      materials:
        - id: household_register
          name: {zh: 户口簿, en: Household register}
          source: certificate
          certificate: household_register
          note: {zh: 不用提交, en: Not needed}
      eligibility: []
      approval: []
      commitment:
        - {zh: 所填内容真实。, en: All is true.}
  - code: HK-FAM-003
    name: {zh: 样本一件事, en: Sample bundle}
    summary: {zh: 两件事一起办, en: Two done as one}
    bundle: [HK-TEST-001, HK-FAM-002]
"""

CERTIFICATES = """\
certificates:
  - key: household_register
    type_code: "11100000000013127D901"
    name: {zh: 户口簿, en: Household register}
    issuer: {zh: 公安机关, en: Police}
    fields:
      - {id: address, label: {zh: 住址, en: Address}}
    renew_before_days: null
    as_of: 2026-01-01
    source: 示例目录
    demo: true
  - key: senior_card
    type_code: "11100000000013127D902"
    name: {zh: 老年人优待证, en: Senior card}
    issuer: {zh: 民政部门, en: Civil affairs}
    fields:
      - {id: district, label: {zh: 所在区, en: District}}
    renew_before_days: 30
    as_of: 2026-01-01
    source: 示例目录
"""

PLACES = """\
places:
  - id: hall-1
    name: {zh: 示例大厅, en: Sample hall}
    kind: hall
    address: {zh: 示例路1号, en: 1 Sample Road}
    district: "460108"
    lat: 20.03
    lon: 110.35
    around_the_clock: true
    departments: [海口市示例局]
    demo: true
"""

PROOFS = """\
abolished:
  - name: 健在证明
    match: [健在证明, 生存证明]
    as_of: 2026-01-01
    source: 示例通知
kept:
  - name: {zh: 样本证明, en: Sample proof}
    department: {zh: 海口市示例局, en: Haikou Sample Bureau}
    basis: 示例法第二条
    as_of: 2026-01-01
    source: 示例清单
"""

THEMES = """\
themes:
  - {id: elderly, order: 1, icon: elder, name: {zh: 老年, en: Elderly}}
  - {id: family, order: 2, icon: users, name: {zh: 婚育, en: Family}}
events:
  - {id: retirement, order: 1, icon: elder, name: {zh: 退休, en: Retiring}}
  - {id: illness, order: 2, icon: shield, name: {zh: 看病, en: Being ill}}
stages:
  - {id: found, order: 1, icon: building, name: {zh: 开办, en: Founding}}
"""

FILES = {
    "catalogue/elderly/subsidy.yaml": SUBSIDY,
    "catalogue/family/family.yaml": FAMILY,
    "certificates.yaml": CERTIFICATES,
    "places.yaml": PLACES,
    "proofs.yaml": PROOFS,
    "themes.yaml": THEMES,
}
SUBSIDY_FILE, FAMILY_FILE = tuple(FILES)[:2]


@dataclass(frozen=True)
class Folder:
    """The content of one operator; ``catalogue`` is what the checker is given."""

    root: Path

    @property
    def catalogue(self) -> Path:
        return self.root / "catalogue"

    def change(self, file: str, old: str, new: str) -> None:
        """One place changed; it must be there."""
        path = self.root / file
        text = path.read_text(encoding="utf-8")
        assert old in text, old
        path.write_text(text.replace(old, new, 1), encoding="utf-8")


def good_folder(root: Path) -> Folder:
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Folder(root)
