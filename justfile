# Each recipe is one line that can be typed by hand.

default:
    @just --list

# What decides whether a change lands
ci:
    .ci/run

test:
    cargo test

lint:
    cargo clippy --all-targets -- -D warnings

# Compare the recorded cases with the Helms on this machine
parity-live:
    tests/oracle/record_parity.py --check

# Record the answers of the Helms on this machine again
record:
    tests/oracle/record_parity.py && tests/oracle/record_funcs.py

# Write the overlays below deploy/ again
snapshots:
    cargo run --release --quiet -- snapshot update

# Write templates/openclaw again
compiled:
    cargo run --release --quiet -- compile --output-dir templates/openclaw
