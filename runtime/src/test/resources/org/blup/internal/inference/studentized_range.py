"""Adds to studentized-range.csv what scipy 1.17 says, which integrates adaptively and keeps more
digits than R: python3 studentized_range.py"""
import csv

from scipy.stats import studentized_range

rows = list(csv.DictReader(open("distributions/studentized-range.csv")))
with open("distributions/studentized-range.csv", "w") as out:
    out.write("q,k,df,r,scipy\n")
    for row in rows:
        q, k, df = (float(row[name]) for name in ("q", "k", "df"))
        upper = float(studentized_range.sf(q, k, df))
        out.write(",".join([row["q"], row["k"], row["df"], row["r"], repr(upper)]) + "\n")
