"""From molecules to fits."""

from openff.bespokefit.workflows.bespoke import BespokeWorkflowFactory

__all__ = ["BespokeWorkflowFactory"]
