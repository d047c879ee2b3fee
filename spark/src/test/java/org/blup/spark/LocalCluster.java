package org.blup.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/** Executors in processes of their own. */
final class LocalCluster {

  static final int EXECUTOR_MEGABYTES = 700;

  private LocalCluster() {}

  /**
   * Two executors of one core each. Objects are serialised by Kryo, and none that it does not know.
   *
   * @param home a folder of the test
   */
  static SparkSession.Builder builder(Path home) throws IOException {
    return builder(home, "local-cluster[2,1," + EXECUTOR_MEGABYTES + "]");
  }

  /** The same with another master, whose workers are in this process. */
  static SparkSession.Builder builder(Path home, String master) throws IOException {
    LocalSpark.stop();
    // where a worker looks for Spark's version and jars, which are on the class path already
    Files.createDirectories(home.resolve("launcher/target/scala-2.13"));
    Files.createDirectories(home.resolve("jars"));
    System.setProperty("spark.test.home", home.toString());
    System.setProperty("spark.testing", "true");
    return LocalSpark.builder(master)
        .config("spark.executor.memory", EXECUTOR_MEGABYTES + "m")
        .config("spark.executor.extraClassPath", System.getProperty("java.class.path"))
        .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
        .config("spark.kryo.registrationRequired", "true");
  }
}
