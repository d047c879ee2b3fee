package org.blup.spark;

import java.util.Collections;
import java.util.Iterator;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.Row;
import org.blup.data.RecordColumns;
import org.blup.design.CrossProducts;
import org.blup.exception.InvalidValueException;
import scala.Tuple2;

/** Sums the rows of a partition; a partition without rows gives nothing. */
final class PartitionSums<R>
    implements Function2<Integer, Iterator<Row>, Iterator<Tuple2<Integer, byte[]>>> {

  private static final long serialVersionUID = 1L;

  private final ModelReference<R> reference;

  PartitionSums(ModelReference<R> reference) {
    this.reference = reference;
  }

  @Override
  public Iterator<Tuple2<Integer, byte[]>> call(Integer partition, Iterator<Row> rows) {
    if (!rows.hasNext()) {
      return Collections.emptyIterator();
    }
    return Collections.singleton(new Tuple2<>(partition, result(partition, rows))).iterator();
  }

  private byte[] result(int partition, Iterator<Row> rows) {
    TaskWork work = TaskWork.ofPartition(partition);
    return PartitionResult.of(work, () -> PartitionResult.of(sums(work.what(), rows)));
  }

  private CrossProducts<R> sums(String source, Iterator<Row> rows) {
    SparkModel<R> model = reference.model();
    RecordColumns<R> columns = model.recordColumns();
    DatasetCells cells = new DatasetCells(source, columns.labels());
    try {
      CrossProducts<R> sums = Models.of(model).crossProducts();
      while (rows.hasNext()) {
        cells.next(rows.next());
        sums.add(columns.row(cells));
      }
      return sums;
    } catch (InvalidValueException e) {
      throw new InvalidValueException(
          source + ": " + e.getMessage(), e.component(), e.row(), e.value());
    }
  }
}
