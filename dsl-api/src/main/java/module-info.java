/** The annotations that declare a mixed model, and the formula language behind them. */
module org.blup {
  exports org.blup;
  exports org.blup.formula;
}
