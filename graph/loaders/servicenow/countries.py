"""Country names as they stand in address fields, as ISO 3166-1 codes; an instance adds its own by an option."""

from __future__ import annotations

from collections.abc import Mapping

from graph.loaders.servicenow.rows import BadField, Row

_NAMES = {
    "AR": "Argentina", "AT": "Austria", "AU": "Australia", "BE": "Belgium", "BG": "Bulgaria", "BR": "Brazil", "CA": "Canada",
    "CH": "Switzerland", "CL": "Chile", "CN": "China", "CO": "Colombia", "CY": "Cyprus", "CZ": "Czechia", "DE": "Germany",
    "DK": "Denmark", "EE": "Estonia", "EG": "Egypt", "ES": "Spain", "FI": "Finland", "FR": "France", "GB": "United Kingdom",
    "GR": "Greece", "HK": "Hong Kong", "HR": "Croatia", "HU": "Hungary", "ID": "Indonesia", "IE": "Ireland", "IL": "Israel",
    "IN": "India", "IS": "Iceland", "IT": "Italy", "JP": "Japan", "KR": "South Korea", "LI": "Liechtenstein",
    "LT": "Lithuania", "LU": "Luxembourg", "LV": "Latvia", "MA": "Morocco", "MC": "Monaco", "MT": "Malta", "MX": "Mexico",
    "MY": "Malaysia", "NL": "Netherlands", "NO": "Norway", "NZ": "New Zealand", "PE": "Peru", "PH": "Philippines",
    "PL": "Poland", "PT": "Portugal", "RO": "Romania", "RS": "Serbia", "SA": "Saudi Arabia", "SE": "Sweden",
    "SG": "Singapore", "SI": "Slovenia", "SK": "Slovakia", "TH": "Thailand", "TR": "Turkey", "TW": "Taiwan",
    "UA": "Ukraine", "AE": "United Arab Emirates", "US": "United States", "VN": "Vietnam", "ZA": "South Africa",
}  # fmt: skip
_ALSO = {
    "usa": "US", "united states of america": "US", "uk": "GB", "great britain": "GB", "england": "GB", "scotland": "GB",
    "wales": "GB", "northern ireland": "GB", "czech republic": "CZ", "the netherlands": "NL", "holland": "NL",
    "türkiye": "TR", "turkiye": "TR", "korea": "KR", "republic of korea": "KR", "uae": "AE", "viet nam": "VN",
}  # fmt: skip
_CODES = {name.casefold(): code for code, name in _NAMES.items()} | _ALSO


def country(row: Row, own: Mapping[str, str], field: str = "country") -> str | None:
    """The code of the country that a field names; None when empty. Raises BadField for a name nobody knows."""
    text = row.text(field)
    if not text:
        return None
    if len(text) == 2 and text.isalpha() and text.casefold() not in _CODES:
        return text.upper()
    folded = text.casefold()
    found = next((code for name, code in own.items() if name.casefold() == folded), None) or _CODES.get(folded)
    if not found:
        remedy = f"Say its code in the option `countries`: {{{text[:40]}: XX}}."
        raise BadField(field, text, "no country is known by this name.", remedy)
    return found
