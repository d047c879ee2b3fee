# Writes r-terms.tsv anew from the formulas in its first column: R's intercept and term labels, and
# the number of columns of each term in model.matrix. a, b and c are factors of 2, 3 and 4 levels,
# d and e are numbers. Run in this directory: Rscript r-terms.R. The answers are those of R 4.2.2.
formulas <- sub("\t.*", "", readLines("r-terms.tsv"))
data <- expand.grid(a = factor(1:2), b = factor(1:3), c = factor(1:4), replicate = 1:3)
set.seed(1)
data$d <- rnorm(nrow(data))
data$e <- rnorm(nrow(data))
answer <- function(formula) {
  terms <- delete.response(terms(as.formula(formula)))
  labels <- attr(terms, "term.labels")
  assign <- attr(model.matrix(terms, data), "assign")
  columns <- tabulate(assign[assign > 0], length(labels))
  paste(formula, paste(c(attr(terms, "intercept"), labels), collapse = " + "),
        paste(columns, collapse = " "), sep = "\t")
}
writeLines(sapply(formulas, answer), "r-terms.tsv")
