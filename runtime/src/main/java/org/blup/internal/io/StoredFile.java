package org.blup.internal.io;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.blup.exception.BlupException;
import org.blup.exception.StorageException;
import org.jspecify.annotations.Nullable;

/** Reads and writes files and streams, and says which where that fails. */
public final class StoredFile {

  private static final String STREAM = "the stream";

  private StoredFile() {}

  /**
   * Writes a file as a whole: under another name beside it, forced to the disk, and renamed. If
   * anything fails the file is what it was before. A link stays one, and leads to the new file;
   * pipes and devices, such as {@code /dev/stdout}, are written to as they are.
   *
   * @param what is written, for messages
   */
  public static void write(Path file, String what, Consumer<OutputStream> writer) {
    required(file, "file");
    try {
      if (isSpecial(file)) {
        overwrite(file, what, writer);
      } else {
        replace(Files.isSymbolicLink(file) ? target(file) : file.toAbsolutePath(), writer);
      }
    } catch (IOException | UncheckedIOException e) {
      String before = Files.exists(file) ? ". What was there before is unchanged" : "";
      throw unwritten(what, file.toString(), e, before);
    }
  }

  /** Writes bytes in the same way. */
  public static void write(Path file, String what, byte[] bytes) {
    write(file, what, out -> writeAll(bytes, out));
  }

  private static void writeAll(byte[] bytes, OutputStream out) {
    try {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a link leads to, which need not be there yet. */
  private static Path target(Path link) throws IOException {
    Path next = link.toAbsolutePath().resolveSibling(Files.readSymbolicLink(link));
    return Files.exists(link) || Files.isSymbolicLink(next) ? link.toRealPath() : next;
  }

  /** Whether it is neither a file nor a folder, and so nothing that may be replaced. */
  private static boolean isSpecial(Path file) {
    return Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
  }

  private static void overwrite(Path file, String what, Consumer<OutputStream> writer) {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      writer.accept(out);
    } catch (IOException | UncheckedIOException e) {
      throw unwritten(what, file.toString(), e, "");
    }
  }

  private static void replace(Path target, Consumer<OutputStream> writer) throws IOException {
    Path temporary = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      try (FileChannel channel =
              FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
          OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel))) {
        writer.accept(out);
        out.flush();
        channel.force(true);
      }
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      deleteQuietly(temporary);
    }
  }

  /** Writes to a stream, which is not closed. */
  public static void write(OutputStream out, String what, Consumer<OutputStream> writer) {
    required(out, "out");
    try {
      writer.accept(out);
    } catch (UncheckedIOException e) {
      throw unwritten(what, STREAM, e, "");
    }
  }

  /** Reads a file. */
  public static <T> T read(Path file, String what, Function<InputStream, T> reader) {
    required(file, "file");
    try (InputStream in = new BufferedInputStream(FileBytes.of(file))) {
      return reader.apply(in);
    } catch (IOException | UncheckedIOException e) {
      throw unread(what, file.toString(), e);
    }
  }

  /**
   * Reads from a stream, which is not closed.
   *
   * @param reader is told what messages call the stream
   */
  public static <T> T read(InputStream in, String what, BiFunction<InputStream, String, T> reader) {
    required(in, "in");
    String source = in instanceof NamedInput named ? named.source() : STREAM;
    try {
      return reader.apply(in, source);
    } catch (UncheckedIOException e) {
      throw unread(what, source, e);
    }
  }

  private static void required(@Nullable Object argument, String name) {
    if (argument == null) {
      throw new BlupException("'" + name + "' is null.");
    }
  }

  private static StorageException unwritten(
      String what, String target, Exception e, String whatIsThere) {
    return new StorageException(
        "%s could not be written to %s: %s%s".formatted(what, target, reason(e), whatIsThere),
        target,
        e);
  }

  private static StorageException unread(String what, String source, Exception e) {
    return new StorageException(
        "%s could not be read from %s: %s".formatted(what, source, reason(e)), source, e);
  }

  private static String reason(Exception e) {
    Throwable cause = e.getCause();
    if (e instanceof UncheckedIOException && cause instanceof IOException first) {
      return reason(first);
    }
    if (e instanceof NoSuchFileException) {
      return "there is no such file or folder";
    }
    if (e instanceof AccessDeniedException) {
      return "access is denied";
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static void deleteQuietly(Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      // A stray file beside the one that was asked for is no reason to fail.
    }
  }
}
