package org.blup.internal.inference.robust;

/**
 * The rows of one cluster, which are independent of all others by the model.
 *
 * @param x its rows of X, n × p row by row, in the basis of the coefficients
 * @param covariance V, their covariance by the model, σ² included, n × n row by row
 * @param residuals y − Xβ̂, length n
 */
public record Cluster(double[] x, double[] covariance, double[] residuals) {}
