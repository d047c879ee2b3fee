package org.blup.spark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.master.Master;
import org.apache.spark.deploy.worker.Worker;
import org.apache.spark.rpc.RpcEnv;
import org.apache.spark.sql.SparkSession;
import scala.Option;
import scala.Some;

/**
 * A {@link LocalCluster} whose two workers call this computer by two names. Spark runs no second
 * attempt of a task on a host that has the first, so {@code local-cluster}, all on one, never
 * speculates.
 */
final class TwoHosts implements AutoCloseable {

  private static final List<String> NAMES = List.of("localhost", "127.0.0.1");

  private final Path home;
  private final RpcEnv master;
  private final List<RpcEnv> workers;

  /**
   * Starts them.
   *
   * @param home a folder of the test
   */
  TwoHosts(Path home) throws IOException {
    this.home = home;
    LocalCluster.builder(home);
    SparkConf conf =
        new SparkConf()
            .set("spark.master.rest.enabled", "false")
            .set("spark.shuffle.service.enabled", "false");
    master = (RpcEnv) Master.startRpcEnvAndEndpoint(NAMES.get(0), 0, 0, conf)._1();
    workers = IntStream.range(0, NAMES.size()).mapToObj(i -> worker(i, conf)).toList();
  }

  private RpcEnv worker(int number, SparkConf conf) {
    return Worker.startRpcEnvAndEndpoint(
        NAMES.get(number),
        0,
        0,
        1,
        LocalCluster.EXECUTOR_MEGABYTES,
        new String[] {url()},
        null,
        new Some<>(number),
        conf,
        Option.empty());
  }

  private String url() {
    return "spark://" + master.address().hostPort();
  }

  /** How sessions on them are made. */
  SparkSession.Builder builder() throws IOException {
    return LocalCluster.builder(home, url());
  }

  @Override
  public void close() {
    workers.forEach(RpcEnv::shutdown);
    master.shutdown();
    workers.forEach(RpcEnv::awaitTermination);
    master.awaitTermination();
  }
}
