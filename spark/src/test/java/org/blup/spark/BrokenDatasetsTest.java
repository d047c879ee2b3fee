package org.blup.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.blup.exception.BlupException;
import org.blup.exception.InvalidValueException;
import org.blup.exception.MissingValueException;
import org.blup.exception.UnidentifiableModelException;
import org.blup.exception.UnreadableDataException;
import org.blup.model.Estimates;
import org.blup.model.Model;
import org.junit.jupiter.api.Test;

/** What is wrong with a dataset is said on the driver, as of rows in a list. */
class BrokenDatasetsTest {

  private static final String SLEEP = "reaction double, days double, subject string";

  private static Dataset<Row> dataset(String schema, Row... rows) {
    return LocalSpark.session().createDataFrame(List.of(rows), StructType.fromDDL(schema));
  }

  private static Dataset<Row> sleep(int subjects) {
    return LocalSpark.dataset(
        java.util.stream.IntStream.range(0, 40)
            .mapToObj(i -> new Sleep(250 + i % 7 + i, i % 10, "s" + i % subjects))
            .toList(),
        SLEEP);
  }

  private static SleepModel.Fit fit(Dataset<Row> rows) {
    return SparkFits.fit(SleepModel.model(), rows);
  }

  @Test
  void allColumnsThatDoNotFitAreListedBeforeAnythingIsComputed() {
    Dataset<Row> rows =
        dataset("id bigint, reactoin double, days string, subject int")
            .filter(functions.raise_error(functions.lit("computed")).isNull());

    assertThatThrownBy(() -> fit(rows))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessage(
            """
            the dataset does not have the columns of Sleep:
              'reaction' is missing (did you mean 'reactoin'?)
              'days' is string, and double is read from numbers: cast("double"), or another component
              'subject' is int, and String is read from texts: cast("string"), or another component
            There are: id bigint, reactoin double, days string, subject int. Rename columns with withColumnRenamed, or give components their names with @Column("…")\
            """);
  }

  @Test
  void eachTypeOfComponentSaysWhatItIsReadFrom() {
    Dataset<Row> rows =
        dataset(
            "score string, year double, `study arm` int, treated string, clinic decimal(10,2),"
                + " patient array<string>, precision boolean, day timestamp, id binary, age date");

    assertThatThrownBy(() -> SparkFits.crossProducts(VisitModel.model(), rows))
        .hasMessageContainingAll(
            "'score' is string, and double is read from numbers: cast(\"double\")",
            "'year' is double, and int is read from whole numbers: cast(\"bigint\")",
            "'study arm' is int, and Arm is read from texts: cast(\"string\")",
            "'treated' is string, and Boolean is read from truth values: cast(\"boolean\")",
            "'clinic' is decimal(10,2), and long is read from whole numbers",
            "'patient' is array<string>, and String is read from texts",
            "'precision' is boolean, and float is read from numbers",
            "'day' is timestamp, and LocalDate is read from dates: cast(\"date\")",
            "'id' is binary, and UUID is read from texts",
            "'age' is date, and Double is read from numbers");
  }

  @Test
  void aColumnThatIsThereTwice() {
    Dataset<Row> rows = dataset("Days double, DAYS double, reaction double, subject string");

    assertThatThrownBy(() -> fit(rows))
        .hasMessageContaining("'days' stands there more than once, in upper or lower case");
  }

  @Test
  void aDatasetWithoutColumns() {
    Dataset<Row> rows = LocalSpark.session().emptyDataFrame();

    assertThatThrownBy(() -> fit(rows))
        .hasMessageContaining("'subject' is missing\nThere are: none.");
  }

  @Test
  void noRowsAfterFiltering() {
    Dataset<Row> none = sleep(4).repartition(12).filter("days > 1000");

    assertThatThrownBy(() -> fit(none))
        .isInstanceOf(BlupException.class)
        .hasMessage(messageOf(() -> SleepModel.fit(List.of())));
  }

  @Test
  void aGroupWithOneLevel() {
    Dataset<Row> rows = sleep(1).repartition(3);

    assertThatThrownBy(() -> fit(rows))
        .isInstanceOf(UnidentifiableModelException.class)
        .hasMessageContaining("subject")
        .hasNoCause();
  }

  @Test
  void nullAndNaNAreMissing() {
    Dataset<Row> rows =
        sleep(4)
            .withColumn("days", functions.expr("if(reaction = 251, null, days)"))
            .withColumn("reaction", functions.expr("if(reaction = 273, double('NaN'), reaction)"))
            .withColumn("subject", functions.expr("if(reaction = 269, null, subject)"))
            .coalesce(1);
    MissingValueException error =
        catchThrowableOfType(MissingValueException.class, () -> fit(rows));

    assertThat(error.count())
        .isEqualTo(SparkFits.crossProducts(SleepModel.model(), rows).omitted());
    assertThat(error).hasMessageContaining("leave them out with missing(OMIT)");
  }

  @Test
  void anInfiniteNumberNamesPartitionAndRow() {
    Dataset<Row> rows =
        sleep(4)
            .coalesce(1)
            .withColumn("days", functions.expr("if(reaction = 258, double('Infinity'), days)"));
    InvalidValueException error =
        catchThrowableOfType(InvalidValueException.class, () -> fit(rows));

    assertThat(error)
        .hasMessageStartingWith(
            "partition 0 of the dataset: Sleep: days is Infinity in row 4 (the 5th)")
        .hasNoCause();
    assertThat(error.component()).isEqualTo("days");
    assertThat(error.row()).isEqualTo(4);
  }

  /** The first partition's is told, whichever task fails first; through both steps of merging. */
  @Test
  void ofSeveralErrorsTheFirstIsTold() {
    Dataset<Row> rows =
        sleep(4)
            .repartitionByRange(20, functions.col("reaction"))
            .withColumn("days", functions.expr("if(reaction > 260, double('Infinity'), days)"));
    String first = messageOf(() -> fit(rows));

    assertThat(first).contains("is Infinity in row 0");
    for (int run = 0; run < 3; run++) {
      assertThat(messageOf(() -> fit(rows))).isEqualTo(first);
    }
  }

  @Test
  void aPrimitiveWithoutValue() {
    Dataset<Row> rows =
        LocalSpark.dataset(Visit.some(20, false), Visit.SCHEMA)
            .coalesce(1)
            .withColumn("year", functions.expr("if(clinic = 3, null, year)"));

    assertThatThrownBy(() -> SparkFits.crossProducts(VisitModel.model(), rows))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageMatching(
            "partition 0 of the dataset, row \\d+: year is missing, which no int can be. Declare"
                + " the component Integer, or complete the data");
  }

  @Test
  void aTextThatIsNoConstant() {
    Dataset<Row> rows =
        LocalSpark.dataset(Visit.some(3, false), Visit.SCHEMA)
            .coalesce(1)
            .withColumn("study arm", functions.lit("medium dose"));

    assertThatThrownBy(() -> SparkFits.crossProducts(VisitModel.model(), rows))
        .hasMessage(
            "partition 0 of the dataset, row 1: study arm is 'medium dose', which is no constant of"
                + " Arm (PLACEBO, LOW_DOSE, HIGH_DOSE). Correct the value, or add it to the enum");
  }

  @Test
  void aNumberThatDoesNotFit() {
    Dataset<Row> rows =
        LocalSpark.dataset(Visit.some(3, false), Visit.SCHEMA)
            .withColumn("year", functions.lit(3_000_000_000L));

    assertThatThrownBy(() -> SparkFits.crossProducts(VisitModel.model(), rows))
        .hasMessageContaining("year is '3000000000', which does not fit into int");
  }

  @Test
  void aModelThatWasCompiledWithoutTheModule() {
    Model<Sleep, SleepModel.Fit> plain =
        new Model<>(structure()) {
          @Override
          public void read(Sleep row, org.blup.internal.design.pass.DesignRow out) {}

          @Override
          protected SleepModel.Fit typed(Estimates estimates) {
            throw new IllegalStateException();
          }
        };

    Dataset<Row> rows = sleep(4);

    assertThatThrownBy(() -> SparkFits.fit(plain, rows))
        .isInstanceOf(BlupException.class)
        .hasMessageStartingWith("Plain: y ~ 1 + (1 | g): this model cannot read datasets, since");
  }

  private static org.blup.internal.design.structure.ModelStructure structure() {
    return org.blup.internal.design.structure.ModelStructure.of("Plain", "y ~ 1 + (1 | g)")
        .response("y")
        .factor("g", org.blup.internal.design.structure.Levels.strings())
        .fixed(org.blup.internal.design.structure.EffectTerm.intercept())
        .random(
            org.blup.internal.design.structure.RandomTerm.by("g")
                .of(org.blup.internal.design.structure.EffectTerm.intercept()))
        .build();
  }

  @Test
  void nothingIsNull() {
    assertThatThrownBy(() -> SparkFits.fit(SleepModel.model(), null))
        .isInstanceOf(BlupException.class)
        .hasMessage("'rows' is null.");
    Dataset<Row> rows = sleep(4);
    Model<Sleep, SleepModel.Fit> none = null;
    assertThatThrownBy(() -> SparkFits.fit(none, rows)).hasMessage("'model' is null.");
  }

  private static String messageOf(Runnable code) {
    return catchThrowableOfType(BlupException.class, code::run).getMessage();
  }
}
