"""How bespoke patterns are made."""

from openff.bespokefit._models import SchemaBase


class SMIRKSettings(SchemaBase):
    """How bespoke patterns are made."""

    expand_torsion_terms: bool = True
    generate_bespoke_terms: bool = True
