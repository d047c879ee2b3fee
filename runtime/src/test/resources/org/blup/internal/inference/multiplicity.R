# Makes distributions/*.csv and multiplicity/p-adjust.csv (R 4.2.2, mvtnorm 1.1-3):
#   Rscript multiplicity.R && python3 studentized_range.py
library(mvtnorm)
options(digits = 15)

# Upper probabilities of the studentized range; studentized_range.py adds a more precise column.
grid <- expand.grid(q = c(0.5, 2, 3.5, 5, 8), k = c(2, 3, 5, 10, 30), df = c(2, 3.7, 10, 45.5, 1000))
grid$r <- ptukey(grid$q, grid$k, grid$df, lower.tail = FALSE)
write.csv(grid, "distributions/studentized-range.csv", row.names = FALSE, quote = FALSE)

# P(max |T_i| > c): correlations of contrasts with these rows.
contrasts <- list(
  unequal = rbind(c(-1, 1, 0, 0), c(-1, 0, 1, 0), c(-1, 0, 0, 1)) %*% diag(c(1, 0.5, 2, 1.3)),
  pairs = rbind(c(1, -1, 0, 0), c(1, 0, -1, 0), c(1, 0, 0, -1), c(0, 1, -1, 0), c(0, 1, 0, -1),
    c(0, 0, 1, -1)) %*% diag(c(1, 0.5, 2, 1.3)),
  trends = rbind(c(-3, -1, 1, 3), c(-1, -1, -1, 3), c(-1, -1, 1, 1), c(0, 0, -1, 1)))
pairs <- function(k) t(combn(k, 2, function(ij) replace(numeric(k), ij, c(1, -1)))) %*% diag(0.5 + seq_len(k) / 10)
contrasts <- c(contrasts, list(pairs8 = pairs(8), pairs10 = pairs(10)))
set.seed(1)
rows <- list()
for (name in names(contrasts)) {
  l <- contrasts[[name]]
  correlation <- cov2cor(l %*% t(l))
  for (df in c(5, 20, 0)) for (c in c(1.5, 2.4, 3.3)) {
    p <- pmvt(rep(-c, nrow(l)), rep(c, nrow(l)), df = df, corr = correlation,
      algorithm = GenzBretz(maxpts = 1e6, abseps = 1e-6))
    rows[[length(rows) + 1]] <- data.frame(contrasts = name, df = ifelse(df == 0, Inf, df), c = c,
      upper = 1 - as.numeric(p), error = attr(p, "error"))
  }
}
write.csv(do.call(rbind, rows), "distributions/multivariate-t.csv", row.names = FALSE, quote = FALSE)

p <- c(0.01, 0.04, 0.04, 0.2, 0.0003, 0.9, 0.03, 0.03, 0.011, 1)
write.csv(data.frame(p, bonferroni = p.adjust(p, "bonferroni"), holm = p.adjust(p, "holm"),
  hochberg = p.adjust(p, "hochberg"), bh = p.adjust(p, "BH")), "multiplicity/p-adjust.csv",
  row.names = FALSE, quote = FALSE)
