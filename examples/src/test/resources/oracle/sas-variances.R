# At which variances do SAS's standard errors hold, how far is the criterion there above the optimum's, and
# how far are SAS's estimates from those of these variances?
#
#   Rscript sas-variances.R SHARED
shared <- commandArgs(TRUE)[1]
library(numDeriv)
check <- function(name, X, y, G, start) {
  sas <- read.csv(file.path(shared, "oracle/sas", paste0("Results_", name, "_sas_sw.csv")))
  V <- function(g) Reduce(`+`, Map(`*`, g, G))
  covariance <- function(g) solve(t(X) %*% solve(V(g), X))
  beta <- function(g) covariance(g) %*% t(X) %*% solve(V(g), y)
  criterion <- function(g) {
    r <- y - X %*% beta(g)
    as.numeric(determinant(V(g))$modulus - determinant(covariance(g))$modulus + crossprod(r, solve(V(g), r)))
  }
  distance <- function(g) log(diag(covariance(g))) / 2 - log(sas$StdErr)
  optimum <- start
  for (k in 1:20) optimum <- optimum - solve(hessian(criterion, optimum), grad(criterion, optimum))
  g <- optimum
  for (k in 1:12) {                                # the nearest variances with these standard errors
    s <- svd(jacobian(distance, g) %*% diag(g))
    known <- s$d > 1e-8 * s$d[1]
    g <- g * exp(-drop(s$v[, known] %*% (crossprod(s$u[, known], distance(g)) / s$d[known])))
  }
  cat(name, "\n optimum ", format(optimum, digits = 10), "\n SAS     ", format(g, digits = 10),
      "\n standard errors differ by", max(abs(distance(g))), "estimates by", max(abs(beta(g) - sas$Estimate)),
      "criterion above by", criterion(g) - criterion(optimum), "\n")
}
same <- function(f) outer(f, f, "==") + 0
d <- read.csv(file.path(shared, "data/battery_cell.csv"))
check("battery_cell", model.matrix(~ (x1 + x2 + x3 + x4 + x5 + x6)^2, d), d$y,
      list(same(d$wholePlots), same(d$subplots), diag(nrow(d))), c(10, 2, 18))
s <- read.csv(file.path(shared, "data/sleepstudy.csv"))
by <- function(v) outer(v, v) * same(s$subject)
check("sleep_study_quadratic", model.matrix(~ days + I(days^2), s), s$reaction,
      list(by(rep(1, nrow(s))), by(s$days), by(s$days^2), diag(nrow(s))), c(637, 30, 0.18, 622))
