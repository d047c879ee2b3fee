package org.blup.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.UUID;
import org.blup.MixedModel;
import org.blup.exception.UnreadableDataException;
import org.blup.model.MissingValues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Decimals, optional numbers, dates and UUIDs, read and fitted. */
class SaleTest {

  private static final String HEADER = "price,discount,opened,day,customer\n";
  private static final UUID CUSTOMER = new UUID(1, 2);
  private static final LocalDate DAY = LocalDate.of(2024, 2, 29);

  /** The same numbers in the types that need no conversion. */
  @MixedModel("price ~ discount + opened + (1 | customer) + (1 | day)")
  record Plain(double price, double discount, double opened, String day, String customer) {}

  @Test
  void valuesAreReadAsTheyAre() {
    assertThat(read("1.50,0.1,2024-02-29,2024-02-29," + CUSTOMER + "\n,,,,\nNA,NA,NA,NA,NA\n"))
        .containsExactly(
            new Sale(new BigDecimal("1.50"), OptionalDouble.of(0.1), DAY, DAY, CUSTOMER),
            new Sale(null, OptionalDouble.empty(), null, null, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "price|Inf|is not a number. If it means a missing value, read the file with csv().missing(\"NA\", \"Inf\")",
        "price|1.2.3|is not a number. Numbers are written as 1234.5 or 1.2e3",
        "opened|29.02.2024|is not a date. Write dates as 2024-02-29, year, month and day",
        "opened|2023-02-29|is not a date. Write dates as 2024-02-29, year, month and day",
        "customer|17|is not a UUID. Write it as 123e4567-e89b-12d3-a456-426614174000, or declare the component a String"
      })
  void whatIsNoneIsSaid(String column, String value, String words) {
    List<String> names = List.of(HEADER.strip().split(","));
    List<String> fields =
        new ArrayList<>(List.of("1", "1", "2024-01-01", "2024-01-01", CUSTOMER.toString()));
    fields.set(names.indexOf(column), value);

    assertThatThrownBy(() -> read(String.join(",", fields)))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessage("sales.csv, line 2: %s is '%s', which %s".formatted(column, value, words));
  }

  @Test
  void aFitIsThatOfTheSameNumbers() {
    List<Sale> sales = sales();
    List<Plain> plain = new ArrayList<>();
    for (Sale sale : sales) {
      plain.add(
          new Plain(
              sale.price().doubleValue(),
              sale.discount().orElseThrow(),
              sale.opened().toEpochDay(),
              sale.day().toString(),
              sale.customer().toString()));
    }

    SaleModel.Fit fit = SaleModel.fit(sales);
    SaleTest_PlainModel.Fit expected = SaleTest_PlainModel.fit(plain);

    assertThat(fit.criterion()).isEqualTo(expected.criterion());
    Sale sale = sales.get(7);
    assertThat(fit.customer().get(sale.customer()).intercept())
        .isEqualTo(expected.customer().get(sale.customer().toString()).intercept());
    assertThat(fit.day().get(sale.day()).intercept())
        .isEqualTo(expected.day().get(sale.day().toString()).intercept());
    assertThat(fit.predict(sale)).isEqualTo(expected.predict(plain.get(7)));
  }

  @Test
  void nullAndEmptyAreMissing() {
    List<Sale> sales = new ArrayList<>(sales());
    sales.add(new Sale(null, OptionalDouble.of(1), DAY, DAY, CUSTOMER));
    sales.add(new Sale(BigDecimal.ONE, OptionalDouble.empty(), DAY, DAY, CUSTOMER));
    sales.add(new Sale(BigDecimal.ONE, OptionalDouble.of(1), null, DAY, CUSTOMER));
    sales.add(new Sale(BigDecimal.ONE, OptionalDouble.of(1), DAY, null, CUSTOMER));
    sales.add(new Sale(BigDecimal.ONE, OptionalDouble.of(1), DAY, DAY, null));

    assertThat(SaleModel.fitting().missing(MissingValues.OMIT).fit(sales).omitted()).isEqualTo(5);
  }

  private static List<Sale> sales() {
    Random random = new Random(1);
    List<Sale> sales = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      int customer = random.nextInt(12);
      int day = random.nextInt(9);
      double price = 5 + 0.3 * customer + 0.2 * (day % 4) + random.nextGaussian();
      sales.add(
          new Sale(
              BigDecimal.valueOf(Math.round(100 * price), 2),
              OptionalDouble.of(random.nextInt(10) / 10.0),
              DAY.plusDays(random.nextInt(400)),
              DAY.plusDays(day),
              new UUID(5, customer)));
    }
    return sales;
  }

  private static List<Sale> read(String lines) {
    byte[] file = (HEADER + lines).getBytes(StandardCharsets.UTF_8);
    return SaleModel.csv().read(new ByteArrayInputStream(file), "sales.csv");
  }
}
