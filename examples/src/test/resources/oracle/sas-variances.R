# SAS's asymptotic covariances of the variances beside the dense REML likelihood: at the optimum, and where SAS stopped.
# SAS profiles the residual variance, goes by the second derivatives for (variance / residual variance, residual
# variance), and takes their inverse to the variances as if the gradient were zero. With 15 digits of its standard errors
# and the profile's condition its last variances are found; there all its numbers hold.
#
#   Rscript sas-variances.R SHARED > sas-variances.csv
#
# Standard output: the asymptotic covariance at the optimum. Messages: how far SAS's numbers are from it, and from those
# of SAS's last variances; how far the criterion was above the optimum's there.
shared <- commandArgs(TRUE)[1]
read <- function(name, kind) read.csv(file.path(shared, "oracle/sas", paste0("Results_", name, "_sas_", kind, ".csv")))
say <- function(...) message(paste(sapply(list(...), function(v) paste(format(v, digits = 12), collapse = " ")), collapse = " "))
write <- function(...) cat(..., sep = ",", fill = 200)
write("table", "row", "column", "covariance")

check <- function(name, X, y, G, start) {
  terms <- read(name, "sw")
  terms <- terms[!is.na(terms$StdErr), ]
  table <- as.matrix(read(name, "asycov")[, -(1:3)])
  scale <- sqrt(outer(diag(table), diag(table)))
  m <- length(G)
  at <- function(g) {                                # the REML criterion and its two derivatives
    V <- Reduce(`+`, Map(`*`, g, G))
    W <- solve(V)
    C <- solve(t(X) %*% W %*% X)
    P <- W - W %*% X %*% C %*% t(X) %*% W
    PG <- lapply(G, function(Gi) P %*% Gi)
    v <- lapply(G, function(Gi) Gi %*% (P %*% y))
    list(covariance = C, beta = drop(C %*% t(X) %*% W %*% y),
         value = as.numeric(determinant(V)$modulus - determinant(C)$modulus) + sum(y * (P %*% y)),
         gradient = sapply(1:m, function(i) sum(diag(PG[[i]])) - sum(v[[i]] * (P %*% y))),
         hessian = outer(1:m, 1:m, Vectorize(function(i, j) -sum(PG[[i]] * t(PG[[j]])) + 2 * sum(v[[i]] * (P %*% v[[j]])))))
  }
  profiled <- function(g) {                          # SAS's covariance of the variances
    p <- at(g)
    J <- diag(g[m], m)
    J[, m] <- c(g[-m] / g[m], 1)
    H <- t(J) %*% p$hessian %*% J
    H[-m, m] <- H[m, -m] <- H[-m, m] + p$gradient[-m]
    J %*% (2 * solve(H)) %*% t(J)
  }
  off <- function(g) {
    p <- at(g)
    c(log(sort(diag(p$covariance)) / sort(terms$StdErr)^2) / 2, sum(g * p$gradient))
  }
  optimum <- start
  for (k in 1:20) { p <- at(optimum); optimum <- optimum - solve(p$hessian, p$gradient) }
  g <- optimum
  for (k in 1:12) {
    s <- svd(sapply(1:m, function(i) { e <- replace(numeric(m), i, 1e-5 * g[i]); (off(g + e) - off(g - e)) / 2e-5 }))
    known <- s$d > 1e-9 * s$d[1]
    g <- g * exp(-drop(s$v[, known] %*% (crossprod(s$u[, known], off(g)) / s$d[known])))
  }
  best <- 2 * solve(at(optimum)$hessian)
  relative <- function(covariance) max(abs(covariance / table - 1))
  scaled <- function(covariance) max(abs(covariance - table) / scale)
  say(name)
  say("  optimum", optimum, "| asycov relative", relative(best), "in standard errors", scaled(best))
  say("  SAS    ", g, "| asycov relative", relative(profiled(g)), "in standard errors", scaled(profiled(g)))
  say("          standard errors", max(abs(off(g))), "estimates", max(abs(sort(at(g)$beta) - sort(terms$Estimate))),
      "criterion above", at(g)$value - at(optimum)$value)
  for (i in 1:m) for (j in 1:i) write(name, i, j, format(best[i, j], digits = 15))
}

same <- function(f) outer(f, f, "==") + 0
data <- function(file) read.csv(file.path(shared, "data", file))
s <- data("sleepstudy.csv")
one <- rep(1, nrow(s))
by <- function(v) outer(v, v) * same(s$subject)
residual <- diag(nrow(s))
both <- by(one + s$days) - by(one) - by(s$days)
check("sleep_study_corr", model.matrix(~ days, s), s$reaction, list(by(one), both, by(s$days), residual), c(600, 10, 35, 650))
check("sleep_study", model.matrix(~ days, s), s$reaction, list(by(one), by(s$days), residual), c(620, 35, 650))
check("sleep_study_quadratic", model.matrix(~ days + I(days^2), s), s$reaction,
      list(by(one), by(s$days), by(s$days^2), residual), c(637, 30, 0.18, 622))
d <- data("battery_cell.csv")
check("battery_cell", model.matrix(~ (x1 + x2 + x3 + x4 + x5 + x6)^2, d), d$y,
      list(same(d$wholePlots), same(d$subplots), diag(nrow(d))), c(10.7, 2.1, 18))
w <- data("wind_tunnel.csv")
check("wind_tunnel", model.matrix(~ (frh + rrh + ya + gc)^2 + I(frh^2) + I(rrh^2) + I(ya^2) + I(gc^2), w), w$efficiency,
      list(same(w$wholePlots), diag(nrow(w))), c(3e-4, 2e-4))
b <- data("bioequivalence.csv")
b <- transform(b, period = relevel(factor(period), "4"), formulation = relevel(factor(formulation), "T"),
               sequence = relevel(factor(sequence), "BABA"))
check("bioequivalence_homogeneous", model.matrix(~ sequence + period + formulation, b), b$logData,
      list(same(b$subject), diag(nrow(b))), c(0.3, 0.1))
