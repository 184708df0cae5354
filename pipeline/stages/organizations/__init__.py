"""Organisations: which bodies a release names, where, and whose they are."""

from pipeline.stages.organizations.countries import assign_countries
from pipeline.stages.organizations.issuer import IssuerFinder
from pipeline.stages.organizations.stage import OrganizationStage

__all__ = ["IssuerFinder", "OrganizationStage", "assign_countries"]
