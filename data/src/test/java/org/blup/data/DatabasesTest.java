package org.blup.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.stream.Stream;
import org.blup.exception.UnreadableDataException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Queries of H2, DuckDB and, where a server is there, PostgreSQL. */
class DatabasesTest {

  private static final Path SLEEP =
      Path.of("..", "examples", "src", "main", "resources", "org", "blup", "examples")
          .resolve("sleepstudy.csv");

  private static final String ALL = "select * from sleep order by subject, days";

  @TempDir private static Path folder;

  enum Database {
    H2,
    DUCKDB,
    POSTGRESQL;

    /** With a table of the sleep study, and one of stays. */
    DriverSource source() throws SQLException {
      DriverSource source = new DriverSource(url());
      try (Connection connection = source.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("drop table if exists sleep");
        statement.execute(
            "create table sleep (subject char(8), days int, note text, reaction double precision)");
        insert(connection);
        statement.execute("drop table if exists stay");
        statement.execute(
            "create table stay (cost double precision, nights int, number bigint, planned boolean,"
                + " revisit boolean, ward varchar(20), kind text, share decimal(10, 4),"
                + " score real, \"day\" date, patient uuid)");
      }
      return source;
    }

    private String url() {
      return switch (this) {
        case H2 -> "jdbc:h2:mem:test;DB_CLOSE_DELAY=-1;NON_KEYWORDS=DAY";
        case DUCKDB -> "jdbc:duckdb:" + folder.resolve("test.duckdb");
        case POSTGRESQL -> {
          String url = System.getenv("BLUP_TEST_POSTGRESQL");
          assumeTrue(url != null, "BLUP_TEST_POSTGRESQL does not name a server of PostgreSQL");
          yield url;
        }
      };
    }

    private static void insert(Connection connection) throws SQLException {
      try (PreparedStatement row =
          connection.prepareStatement("insert into sleep values (?, ?, null, ?)")) {
        for (Sleep sleep : SleepModel.readCsv(SLEEP)) {
          row.setString(1, sleep.subject());
          row.setInt(2, (int) sleep.days());
          row.setDouble(3, sleep.reaction());
          row.addBatch();
        }
        row.executeBatch();
      }
    }
  }

  private static void execute(DriverSource source, String statement) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement any = connection.createStatement()) {
      any.execute(statement);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aQueryGivesTheRowsOfTheFile(Database database) throws SQLException {
    DriverSource source = database.source();

    List<Sleep> rows = SleepModel.sql().read(source, ALL);

    assertThat(rows).isEqualTo(SleepModel.readCsv(SLEEP));
    assertThat(source.open()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void aStreamFitsAndGivesItsConnectionBack(Database database) throws SQLException {
    DriverSource source = database.source();

    try (Stream<Sleep> rows = SleepModel.sql().stream(source, ALL)) {
      assertThat(source.open()).isEqualTo(1);
      assertThat(SleepModel.fit(rows).criterion())
          .isEqualTo(SleepModel.fit(SleepModel.readCsv(SLEEP)).criterion());
    }

    assertThat(source.open()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void aStreamThatIsLeftGivesItsConnectionBack(Database database) throws SQLException {
    DriverSource source = database.source();

    try (Stream<Sleep> rows = SleepModel.sql().stream(source, ALL)) {
      assertThat(rows.limit(3)).hasSize(3);
    }

    assertThat(source.open()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void parametersAreThoseOfTheQuery(Database database) throws SQLException {
    DriverSource source = database.source();

    List<Sleep> rows =
        SleepModel.sql()
            .read(source, "select * from sleep where days < ? and reaction > ?", 3, 250.0);

    assertThat(rows).isNotEmpty().allMatch(row -> row.days() < 3 && row.reaction() > 250);
  }

  @ParameterizedTest
  @EnumSource
  void aResultSetIsReadFromWhereItStandsAndStaysOpen(Database database) throws SQLException {
    DriverSource source = database.source();
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(ALL)) {
      assertThat(result.next()).isTrue();

      assertThat(SleepModel.sql().read(result)).hasSize(179);

      assertThat(result.isClosed()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void eachTypeIsRead(Database database) throws SQLException {
    DriverSource source = database.source();
    UUID patient = UUID.fromString("123e4567-e89b-12d3-a456-426614174000");
    execute(
        source,
        "insert into stay values (12.5, 3, 9007199254740993, true, false, 'B 2', 'long-term',"
            + " 0.1250, 1.5, date '2024-02-29', '123e4567-e89b-12d3-a456-426614174000')");

    List<Stay> rows = StayModel.sql().read(source, "select * from stay");

    assertThat(rows)
        .containsExactly(
            new Stay(
                12.5,
                3,
                9007199254740993L,
                true,
                false,
                "B 2",
                Stay.Kind.LONG_TERM,
                new BigDecimal("0.1250"),
                OptionalDouble.of(1.5),
                LocalDate.of(2024, 2, 29),
                patient));
  }

  @ParameterizedTest
  @EnumSource
  void nullIsMissing(Database database) throws SQLException {
    DriverSource source = database.source();
    execute(source, "insert into stay (number, planned) values (1, false)");

    Stay row = StayModel.sql().read(source, "select * from stay").get(0);

    assertThat(row)
        .isEqualTo(
            new Stay(
                Double.NaN,
                null,
                1,
                false,
                null,
                null,
                null,
                null,
                OptionalDouble.empty(),
                null,
                null));
  }

  @ParameterizedTest
  @EnumSource
  void whatNoComponentCanBeIsNamed(Database database) throws SQLException {
    DriverSource source = database.source();
    execute(source, "insert into stay (cost, number, planned) values (1, 1, true)");
    execute(source, "insert into stay (cost, number, planned) values (2, 2, null)");

    UnreadableDataException error =
        catchThrowableOfType(
            UnreadableDataException.class,
            () -> StayModel.sql().read(source, "select * from stay order by number"));

    assertThat(error)
        .hasMessage(
            "the query, row 2: planned is missing, which no boolean can be. Declare the component"
                + " Boolean, or complete the data");
    assertThat(error.line()).isEqualTo(2);
    assertThat(error.column()).contains("planned");
    assertThat(source.open()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void valuesOfOtherTypesAreNamed(Database database) throws SQLException {
    DriverSource source = database.source();
    String query = "select 'x' as reaction, 1 as days, 'a' as subject";

    assertThatThrownBy(() -> SleepModel.sql().read(source, query))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessage(
            "the query, row 1: reaction is 'x', which is not a number. Make it a number in the"
                + " query, or null where it means a missing value");
    assertThatThrownBy(
            () -> SleepModel.sql().read(source, query.replace("'x'", "date '2024-02-29'")))
        .hasMessage(
            "the query, row 1: reaction is '2024-02-29', which is not a number. Declare the"
                + " component a LocalDate, or compute a number in the query");
    assertThat(source.open()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void allMissingColumnsAreNamedAtOnce(Database database) throws SQLException {
    DriverSource source = database.source();

    assertThatThrownBy(
            () -> SleepModel.sql().read(source, "select reaction as reacton, subject from sleep"))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageStartingWith("the query: the columns 'reaction' (did you mean ")
        .hasMessageContaining("'days' of Sleep are missing")
        .hasMessageEndingWith(
            "Rename them in the query with AS, or give the component the name with @Column(\"…\")");
    assertThat(source.open()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void aQueryThatFailsSaysWhatTheDatabaseSays(Database database) throws SQLException {
    DriverSource source = database.source();

    assertThatThrownBy(() -> SleepModel.sql().read(source, "select * from slep"))
        .isInstanceOf(UnreadableDataException.class)
        .hasMessageStartingWith("the query failed: ")
        .hasMessageContainingAll("slep")
        .hasCauseInstanceOf(SQLException.class);
    assertThat(source.open()).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = "DUCKDB")
  void parquetIsReadByTheDatabase(Database database) throws SQLException {
    DriverSource source = database.source();
    String file = "'" + folder.resolve("sleep.parquet") + "'";
    execute(source, "copy sleep to " + file + " (format parquet)");

    List<Sleep> rows =
        SleepModel.sql().read(source, "select * from " + file + " order by subject, days");

    assertThat(rows).isEqualTo(SleepModel.readCsv(SLEEP));
  }
}
