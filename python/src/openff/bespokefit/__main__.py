"""`python -m openff.bespokefit …` is `openff-bespoke …`."""

from openff.bespokefit.cli import cli

cli()
