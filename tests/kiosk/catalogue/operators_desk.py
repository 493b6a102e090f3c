"""An operator at work: one good item file, and the same file with something done to it."""

from pathlib import Path

GOOD = """\
code: HK-TEST-001
name: {zh: 示例补贴, en: Sample subsidy}
summary: {zh: 一句话, en: One sentence}
department: {zh: 示例局, en: Sample bureau}
theme: elderly
kind: application
handling: promised
depth: 4
promise_days:
  value: 5
  as_of: 2026-01-01
  source: 示例文件
place: {zh: 本机可办, en: Here}
service:
  situations:
    question: {zh: 为谁, en: For whom}
    options:
      - id: self
        label: {zh: 本人, en: Myself}
        detail: {zh: 本人, en: Myself}
      - id: delegate
        label: {zh: 代办, en: Another}
        detail: {zh: 代办, en: Another}
        delegate: true
  form:
    - title: {zh: 第一页, en: Page one}
      fields:
        - id: phone
          label: {zh: 手机, en: Mobile}
          kind: phone
          masked: true
        - id: bank
          label: {zh: 银行, en: Bank}
          kind: choice
          choices:
            - {value: icbc, label: {zh: 工, en: ICBC}}
            - {value: abc, label: {zh: 农, en: ABC}}
        - id: rent
          label: {zh: 租金, en: Rent}
          kind: text
          when: form.bank == "icbc"
          prefill: applicant.address
  materials:
    - id: id_card
      name: {zh: 身份证, en: ID card}
      source: chip
      note: {zh: 已读取, en: Read}
  eligibility:
    - id: age
      when: applicant.age >= 80
      otherwise: {zh: 须年满80周岁, en: 80 or older}
  approval:
    - id: chip
      when: applicant.identified_by == "chip"
      otherwise: {zh: 需人工核对, en: An officer will check}
  amounts:
    - id: band_80
      label: {zh: 80岁以上, en: 80 and over}
      when: applicant.age >= 80
      value: 105
      as_of: 2026-01-01
      source: 示例文件
      demo: true
  commitment:
    - {zh: 所填真实, en: All is true}
"""


def write_item(folder: Path, text: str = GOOD, name: str = "elderly/item.yaml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def changed(old: str, new: str) -> str:
    """The good file with one place changed; the place must be there."""
    assert old in GOOD, old
    return GOOD.replace(old, new, 1)
