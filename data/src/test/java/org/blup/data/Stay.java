package org.blup.data;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.OptionalDouble;
import java.util.UUID;
import org.blup.MixedModel;

/** A row of the types that databases have. */
@MixedModel("cost ~ nights + (1 | ward)")
record Stay(
    double cost,
    Integer nights,
    long number,
    boolean planned,
    Boolean revisit,
    String ward,
    Kind kind,
    BigDecimal share,
    OptionalDouble score,
    LocalDate day,
    UUID patient) {

  enum Kind {
    ACUTE,
    LONG_TERM
  }
}
