#!/usr/bin/env bash
# All experiments on two data sets, and the page that shows them.
#   src/evidence/run.sh DATA FIXTURES OUT      DATA holds Games and Office_Products
# OUT/recommender/recommender.bin is trained first, where it is not there yet.
set -euo pipefail
data=$1 fixtures=$2 out=$3
cd "$(dirname "$0")/../.."
mkdir -p "$out"
recommender=$out/recommender/recommender.bin

run() { ./mvnw -q exec:java -Dexec.args="$*"; }

if [ ! -f "$recommender" ]; then
  ./mvnw -q -Pevidence compile exec:java \
    -Dexec.mainClass=dev.lrgd.evaluate.incontext.train.TrainCommand \
    -Dexec.args="--data $data/Games --out $out/recommender"
fi
./mvnw -q compile
run equivalence --fixtures "$fixtures" --heads 2 --seed 1 --out "$out/e1"
for name in Games Office_Products; do
  input="--data $data/$name --recommender $recommender --seed 1"
  run effects "$input" --users 400 --sets 16 --fit 150 --out "$out/e2-$name"
  run selection "$input" --users 1000 --out "$out/e3-$name"
done
# Nobody taught the recommender anything about this catalogue: what is cold is cold to it too.
run selection --data "$data/Office_Products" --recommender "$recommender" --split cold --seed 1 --users 1000 --counts 1,4 --out "$out/cold-Office_Products"
run robustness --data "$data/Games" --recommender "$recommender" --seed 1 --users 500 --out "$out/e4-Games"
run adaptation --data "$data/Games" --recommender "$recommender" --seed 1 --seeds 5 --out "$out/e5-Games"
run page --reports "$out" --page src/evidence/README.md
