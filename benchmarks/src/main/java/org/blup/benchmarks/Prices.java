package org.blup.benchmarks;

import org.blup.MixedModel;
import org.blup.model.Criterion;

/** 135 food products over 85 months (UK Office for National Statistics). */
final class Prices {

  @MixedModel("price ~ time + (time | product)")
  record Price(double price, double time, int product) {}

  static final Case<Price> PRICES =
      Case.of(
          "prices",
          "food_prices.csv",
          Prices_PriceModel.model(),
          Criterion.REML,
          line ->
              new Price(
                  Csv.number(line, "price"),
                  Csv.number(line, "time"),
                  Csv.integer(line, "product")),
          "product");

  private Prices() {}
}
