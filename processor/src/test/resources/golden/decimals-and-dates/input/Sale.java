package org.example;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.OptionalDouble;
import java.util.UUID;
import org.blup.MixedModel;

@MixedModel("price ~ discount + opened + log(discount) + factor(week) + (1 | customer) + (1 | day)")
record Sale(
    BigDecimal price,
    OptionalDouble discount,
    LocalDate opened,
    LocalDate week,
    LocalDate day,
    UUID customer) {}
