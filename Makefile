# Every target goes through one file, which needs nothing but Python: tools/bootstrap.py
PYTHON ?= $(shell command -v python3.11 || command -v python3)
TARGETS := run test check bench messages lock ready clean

.PHONY: $(TARGETS)
.DEFAULT_GOAL := run
$(TARGETS):
	@exec $(PYTHON) tools/bootstrap.py $@ $(ARGS)
