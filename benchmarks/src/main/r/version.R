# Prints the versions of R, lme4 and its BLAS, as lines name=value; fails without lme4.
suppressMessages(library(lme4))
blas <- normalizePath(extSoftVersion()[["BLAS"]], mustWork = FALSE)
threads <- Sys.getenv("OPENBLAS_NUM_THREADS", Sys.getenv("OMP_NUM_THREADS", parallel::detectCores()))
cat("r=", as.character(getRversion()), "\n", sep = "")
cat("lme4=", as.character(packageVersion("lme4")), "\n", sep = "")
cat("blas=", basename(dirname(blas)), "/", basename(blas), "\n", sep = "")
cat("threads=", if (grepl("openblas", blas)) threads else 1, "\n", sep = "")
