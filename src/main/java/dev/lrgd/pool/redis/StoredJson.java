package dev.lrgd.pool.redis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.lrgd.pool.AdaptationReport;
import dev.lrgd.pool.ErasureReceipt;
import dev.lrgd.pool.VersionSummary;
import dev.lrgd.space.Readout;
import dev.lrgd.space.SpaceStatistics;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Small records as JSON. A field that this function does not know is passed over, and one that the
 * writer did not know is empty: functions of neighbouring releases share a store.
 */
@RegisterForReflection(
    targets = {
      AdaptationReport.class,
      ErasureReceipt.class,
      VersionSummary.class,
      VersionCodec.Meta.class,
      Readout.class,
      SpaceStatistics.class
    },
    registerFullHierarchy = true)
public final class StoredJson {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModules(new Jdk8Module(), new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private StoredJson() {}

  public static String write(Object record) {
    try {
      return MAPPER.writeValueAsString(record);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a plain record", e);
    }
  }

  /** The same in UTF-8. */
  public static byte[] bytes(Object record) {
    try {
      return MAPPER.writeValueAsBytes(record);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a plain record", e);
    }
  }

  /**
   * @throws IllegalArgumentException if the text is not such a record
   */
  public static <T> T read(String json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a stored " + type.getSimpleName(), e);
    }
  }
}
