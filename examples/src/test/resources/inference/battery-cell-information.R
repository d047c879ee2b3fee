# Rscript battery-cell-information.R DATA: the asymptotic covariance of the variances of wholePlots, subplots and the
# residual, from the dense REML likelihood.
suppressMessages({library(numDeriv)})
d<-read.csv(file.path(commandArgs(TRUE)[1], "battery_cell.csv"))
X<-model.matrix(y~(x1+x2+x3+x4+x5+x6)^2,d); q<-qr(X); X<-X[,q$pivot[1:q$rank]]
Z1<-model.matrix(~0+factor(wholePlots),d); Z2<-model.matrix(~0+factor(subplots),d)
f<-function(v){V<-v[1]*tcrossprod(Z1)+v[2]*tcrossprod(Z2)+v[3]*diag(nrow(d)); R<-chol(V); Xi<-backsolve(R,X,transpose=TRUE); yi<-backsolve(R,d$y,transpose=TRUE); A<-crossprod(Xi); b<-solve(A,crossprod(Xi,yi)); 2*sum(log(diag(R)))+as.numeric(determinant(A)$modulus)+sum((yi-Xi%*%b)^2)}
v0<-c(10.69, 2.12, 18.14)
o<-v0; for(k in 1:5){g<-grad(f,o);H<-hessian(f,o);o<-o-solve(H,g)}
print(o,digits=12); print(2*solve(hessian(f,o)),digits=12)
