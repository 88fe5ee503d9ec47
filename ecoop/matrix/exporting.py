"""The register as the bureau's matrix: instruments become the records that a reader would find."""
