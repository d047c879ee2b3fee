/**
 * Blup beside lme4: the models of the oracle's {@code cases.csv} as records, compiled with the real
 * processor, fitted and compared number by number. Models stand in the holder classes ({@link
 * org.blup.oracle.SleepModels} and its neighbours), each beside the reader of its rows; everything
 * else here knows no model.
 */
package org.blup.oracle;
