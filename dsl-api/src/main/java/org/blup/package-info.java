/**
 * The annotations that declare a mixed-effects model on a record. The compiler reads them, and they
 * are not in the class file. {@link org.blup.formula} holds the formula language behind them.
 * Nothing here depends on another package of Blup.
 */
package org.blup;
