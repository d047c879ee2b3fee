package org.blup.internal.inference.degreesoffreedom;

/**
 * Which of the published forms of Kenward and Roger's method is meant.
 *
 * @param observed whether the covariance of the parameters is by the observed information, else by
 *     the expected
 * @param seconds whether second derivatives of covariances for their variances and correlations
 *     adjust standard errors (Kenward &amp; Roger 1997, R_ij). Without them standard errors depend
 *     on no choice of parameters (Kenward &amp; Roger 2009, Comput. Stat. Data Anal. 53:2583–2595);
 *     degrees of freedom never do. No difference for covariances that are linear in their
 *     parameters, as unstructured ones are
 */
public record KenwardRogerForm(boolean observed, boolean seconds) {

  /** As pbkrtest. */
  public static final KenwardRogerForm EXPECTED = new KenwardRogerForm(false, false);

  /** As SAS's {@code DDFM=KR}. */
  public static final KenwardRogerForm OBSERVED = new KenwardRogerForm(true, true);
}
