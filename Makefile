# Every target is one line that a person can type as well.
SWIFT ?= swift
PREFIX ?= /usr/local
STATIC := .build/static
STRICT := .build/strict
CODE := Package.swift Sources Tests Snippets Benchmarks/Package.swift Benchmarks/Sources

.PHONY: help setup demo build release man deb dist try-deb test check check-long strict lint rooms docs format bench links install clean

help: ## say what the targets do
	@sed -nE 's/^([a-z-]+):.*## (.*)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 12

setup: ## install what building needs and is missing
	@Scripts/setup.sh

demo: setup ## build, make a whole cluster in ./demo and show it
	$(SWIFT) build --product kthwctl
	@Scripts/demo.sh "$$($(SWIFT) build --show-bin-path)/kthwctl" demo

build: ## build with the system's OpenSSL, libyaml and zlib
	$(SWIFT) build --configuration release --product kthwctl

release: ## build dist/kthwctl, one file that needs no library
	@SWIFT="$(SWIFT)" Scripts/release.sh $(STATIC)

man: ## write the manual pages into dist/man, of dist/kthwctl
	@bash -c '. Scripts/package-facts.sh && manual dist/man'

deb: ## pack dist/kthwctl for Debian and Ubuntu
	@Scripts/deb.sh

dist: ## pack dist/kthwctl for everything else, with SHA256SUMS and a bill of materials
	@SWIFT="$(SWIFT)" Scripts/dist.sh

try-deb: ## install the package in an empty Debian and remove it; needs root and a mirror
	@Scripts/try-deb.sh dist/kthwctl_*.deb

test: setup ## run every test; those whose judge is missing are skipped
	$(SWIFT) test --disable-xctest

check: lint rooms docs ## hold the code to its rules

check-long: setup ## reproduce every figure of Docs/reliability.md; PART=faults does a part
	@SWIFT="$(SWIFT)" Scripts/check-long.sh $(PART)

strict: ## build everything with warnings as errors
	$(SWIFT) build --build-tests --scratch-path $(STRICT) \
	  -Xswiftc -warnings-as-errors --explicit-target-dependency-import-check error

lint: ## look at the formatting
	$(SWIFT) format lint --strict --parallel --recursive $(wildcard $(CODE))

rooms: ## look at who imports and names what
	@Scripts/check-rooms.sh

docs: ## build the library's documentation, and see that nothing is left out
	@Scripts/docs.sh

format: ## mend the formatting
	$(SWIFT) format --in-place --parallel --recursive $(wildcard $(CODE))

bench: release ## measure against the real cfssl; WRITE=1 updates Docs/performance.md
	@SWIFT="$(SWIFT)" Benchmarks/run.sh $(if $(WRITE),--write)

links: ## make cfssl, cfssljson and cfssl-certinfo in DIR, if dist/kthwctl is there
	@test -n "$(DIR)" || { echo 'links: say where: make links DIR=~/bin' >&2; exit 1; }
	dist/kthwctl links $(DIR)

install: ## install dist/kthwctl below PREFIX, /usr/local if not given
	@test -x dist/kthwctl || { echo 'install: run make release first' >&2; exit 1; }
	install -d $(DESTDIR)$(PREFIX)/bin
	install -m 755 dist/kthwctl $(DESTDIR)$(PREFIX)/bin/kthwctl

clean: ## remove what was built, and ./demo if make demo made it
	rm -rf .build dist Benchmarks/.build
	@if [ -e demo/.kthwctl ]; then rm -rf demo; fi
