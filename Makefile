.DEFAULT_GOAL := help
.PHONY: help setup build demo test check-toolkit lint format benchmark benchmark-fit benchmark-executor benchmark-kills benchmark-drugs benchmark-storage benchmark-kernels \
	benchmark-scale setup-dft test-python test-slurm test-browser test-qcfractal benchmark-torsion-drive hard-fragments

PROGRAM := .build/release/openff-bespoke

help: ## Show what can be made.
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "make %-18s %s\n", $$1, $$2 }'

setup: ## Install what the program needs (Debian 12; asks for sudo where it must).
	@scripts/setup

setup-dft: setup ## Install PySCF, dftd3, tblite and QCEngine for DFT and other QC programs (about 200 MB).
	@scripts/setup --with-dft

build: setup ## Build the program: .build/release/openff-bespoke.
	swift build -c release --product openff-bespoke

demo: build ## Fit a bespoke force field for acetaminophen with GFN2-xTB.
	$(PROGRAM) executor run --smiles "CC(=O)NC1=CC=C(C=C1)O" --workflow default --default-qc-spec xtb gfn2xtb none \
		--output acetaminophen.json --output-force-field acetaminophen.offxml

test: setup ## Run the tests.
	swift build --build-tests
	swift test --skip-build

check-toolkit: demo ## Load the demo's force field with openff-toolkit and check the assignment.
	scripts/check-with-toolkit acetaminophen.json acetaminophen.offxml

test-python: build ## Run the tests of the Python package against the program (fetches openff-toolkit the first time).
	scripts/test-python $(PROGRAM)

test-browser: build ## Drive the web page with Chromium (fetches it the first time) and make the pictures of docs/web.md.
	scripts/test-browser $(PROGRAM)

test-slurm: build ## Fit by pilots on a private Slurm cluster while parts of it are killed (root; minutes).
	@scripts/setup --with-slurm
	scripts/test-slurm $(PROGRAM)
	scripts/test-slurm $(PROGRAM) --spool

lint: ## Check the format of the sources.
	swift format lint --strict --recursive Sources Tests Benchmarks Package.swift

format: ## Format the sources.
	swift format --in-place --recursive Sources Tests Benchmarks Package.swift

benchmark: build ## Measure CPU time and memory of whole runs against the reference system's figures.
	Benchmarks/run $(PROGRAM)

DIR ?= ../shared/oracle/fits

benchmark-fit: build ## Measure fits to recorded torsion drives against ForceBalance (DIR=folder of records).
	Benchmarks/fits $(PROGRAM) Benchmarks/records $(DIR)

benchmark-executor: build ## Measure the executor's own cost: start, memory, transitions, answers, idle cores.
	swift build -c release --product transitions
	Benchmarks/executor $(PROGRAM)

KILLS ?= 200

benchmark-kills: build ## Kill servers and workers at random moments and compare the force fields (KILLS=200).
	Benchmarks/kills $(PROGRAM) $(KILLS)

ORACLE ?= ../shared/oracle

benchmark-drugs: build ## Fit twenty drug-like molecules at once: what is delivered, and the time by stage (ORACLE=folder; an hour).
	Benchmarks/drugs $(PROGRAM) $(ORACLE)/molecules.json

benchmark-storage: setup ## Measure durable transitions, and reading and opening beside 10,000 tasks.
	swift build -c release --product storage
	.build/release/storage

benchmark-scale: setup ## Run the scheduler against a simulated cluster: 10,000 molecules on 1,000 nodes (MOLECULES= NODES= CORES=).
	swift build -c release --product scale
	.build/release/scale $(or $(MOLECULES),10000) $(or $(NODES),1000) $(or $(CORES),16)

test-qcfractal: build ## Test against a QCFractal server of one's own (PostgreSQL; installs 700 MB the first time; minutes).
	scripts/test-qcfractal $(PROGRAM)

benchmark-kernels: setup ## Measure typing, energies and schemas against their goals.
	swift build -c release --product kernels
	.build/release/kernels

DRIVES := .build/release/torsion-drives

$(DRIVES): setup
	swift build -c release --product torsion-drives

.PHONY: $(DRIVES)

benchmark-torsion-drive: $(DRIVES) ## Measure torsion drives against QCEngine, geomeTRIC and TorsionDrive (minutes).
	@scripts/setup --with-torsion-drive-peer
	Benchmarks/torsion-drives $(DRIVES) $(or $(XDG_DATA_HOME),$(HOME)/.local/share)/openff-bespoke/torsion-drive-peer/bin/python

FILE ?= Benchmarks/hard-fragments.smi

hard-fragments: $(DRIVES) ## Drive fragments that are hard to drive (FILE=list of SMILES and names).
	Benchmarks/hard-fragments $(DRIVES) $(FILE)
