package org.blup.data;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.OptionalDouble;
import java.util.UUID;
import org.blup.MixedModel;

/** A row with decimals, dates and identifiers, as business systems have them. */
@MixedModel("price ~ discount + opened + (1 | customer) + (1 | day)")
record Sale(
    BigDecimal price, OptionalDouble discount, LocalDate opened, LocalDate day, UUID customer) {}
