package io.fleetfix.adapter.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Generates requests for the operations of openapi.yaml, each with one violation of it. The same
 * seed gives the same requests.
 */
final class HostileRequests {
  static final String MARK = "<script>mark</script>";

  private static final String EVENT_ID = "e7d8e8ed-da31-5c2b-b44e-bec4ffb95465";
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
  private static final JsonMapper JSON = new JsonMapper();

  private static final List<String> BAD_KEYS =
      List.of("", "a b", "\"<script>", "x".repeat(256), "a\\b");
  private static final List<String> BAD_TAGS =
      List.of("", "1", "\"x\"", "W/\"1\"", "\"1\"\"2\"", "\"998\", \"999\"");

  private static final List<String> BAD_LIMITS =
      List.of(
          "",
          "0",
          "-1",
          "201",
          "1e1",
          "0x10",
          "99999999999999999999",
          "1&limit=2",
          "%00",
          "%F0%9F%9A%97");
  private static final List<String> BAD_QUEUES =
      List.of("", "mark", "MAIL", "mail%00", "..%2fmail", "mail&queue=mail");
  private static final List<String> BAD_REASONS =
      List.of("", "%20", "a%20b", "%3Cmark%3E", "x%00", "mark%2F", "A".repeat(65), "A&reason=A");
  private static final List<String> BAD_WORDS =
      List.of("", "%20", "x%00", "x%0d%0aX:1", "A".repeat(101), "A&reason=A");
  private static final List<String> BAD_STATES =
      List.of("", "open", "LOST", "OPEN%00", "OPEN&status=OPEN");
  private static final List<String> BAD_EVENT_STATES =
      List.of("", "pending", "LOST", "PENDING%00", "PENDING&state=PENDING");
  private static final List<String> BAD_CURSORS =
      List.of("", "x", "%3Cscript%3E", "..%2f", "AAAA", "%0d%0a");
  private static final List<String> BAD_TYPES =
      List.of(
          "text/plain",
          "text/html",
          "application/xml",
          "application/json;charset=latin1",
          "multipart/form-data",
          "json",
          "*/*");

  private final JsonNode description;
  private final SplittableRandom random;
  private final String repair;

  /**
   * One request.
   *
   * @param operation the operation in openapi.yaml, which lists the expected statuses
   * @param twist the violation
   * @param allowed further expected statuses
   */
  record Hostile(
      JsonNode operation,
      String twist,
      String method,
      String path,
      ByteBuffer body,
      Map<String, String> headers,
      Set<Integer> allowed) {}

  HostileRequests(JsonNode description, long seed, String repair) {
    this.description = description;
    this.random = new SplittableRandom(seed);
    this.repair = repair;
  }

  Hostile next() {
    List<String> paths = List.copyOf(description.get("paths").propertyNames());
    String path = one(paths);
    JsonNode item = description.get("paths").get(path);
    List<String> methods = item.propertyNames().stream().filter(METHODS::contains).toList();
    String method = one(methods);
    JsonNode operation = item.get(method);
    List<JsonNode> parameters = new ArrayList<>();
    item.path("parameters").forEach(parameter -> parameters.add(resolved(parameter)));
    operation.path("parameters").forEach(parameter -> parameters.add(resolved(parameter)));

    List<String> twists = new ArrayList<>(List.of("method"));
    if (!operation.get("security").isEmpty()) {
      twists.addAll(List.of("no token", "token"));
    }
    parameters.forEach(parameter -> twists.add("parameter " + parameter.get("name").asString()));
    if (operation.has("requestBody")) {
      twists.addAll(List.of("field", "field", "field", "bytes", "bytes", "type"));
    }
    return twisted(one(twists), path, method, operation);
  }

  private Hostile twisted(String twist, String template, String method, JsonNode operation) {
    Map<String, String> headers = new HashMap<>();
    String path = filled(template);
    byte[] body = {};
    Example example = Example.NONE;
    if (operation.has("requestBody")) {
      headers.put("Content-Type", "application/json");
      example = example(operation, template.startsWith("/repairs"));
      body = utf8(example.body().toString());
    }
    Set<Integer> allowed = Set.of();
    switch (twist) {
      case "method" -> {
        method = otherMethod(template);
        allowed = Set.of(405);
      }
      case "no token" -> headers.put("Authorization", "");
      case "token" -> headers.put("Authorization", "Bearer " + noise());
      case "parameter id" -> {
        path = filled(template.replace("{id}", badId()));
        allowed = Set.of(400, 404, 405); // such a path may match no route
      }
      case "parameter eventId" -> {
        path = template.replace("{eventId}", badId());
        allowed = Set.of(400, 404, 405);
      }
      case "parameter n" -> {
        path = filled(template.replace("{n}", badId()));
        allowed = Set.of(400, 404, 405);
      }
      case "parameter lineId" -> {
        path = filled(template.replace("{lineId}", badId()));
        allowed = Set.of(400, 404, 405);
      }
      case "parameter number" -> {
        path = filled(template.replace("{number}", badId()));
        allowed = Set.of(400, 404, 405);
      }
      case "parameter slug" -> {
        path = template.replace("{slug}", badId());
        allowed = Set.of(400, 404, 405);
      }
      case "parameter Idempotency-Key" -> headers.put("Idempotency-Key", one(BAD_KEYS));
      case "parameter If-Match" -> headers.put("If-Match", one(BAD_TAGS));
      case "parameter If-None-Match" -> headers.put("If-None-Match", badNoTag(method));
      case "parameter limit" -> path += "?limit=" + one(BAD_LIMITS);
      case "parameter queue" -> path += "?queue=" + one(BAD_QUEUES);
      case "parameter reason" ->
          path += "?reason=" + one(path.startsWith("/invoices") ? BAD_WORDS : BAD_REASONS);
      case "parameter status" -> path += "?status=" + one(BAD_STATES);
      case "parameter state" -> path += "?state=" + one(BAD_EVENT_STATES);
      case "parameter cursor" -> path += "?cursor=" + one(BAD_CURSORS);
      case "field" -> body = utf8(wrongField(example));
      case "bytes" -> {
        boolean required = operation.get("requestBody").path("required").asBoolean();
        body = wrongBytes(example.body().toString(), required ? 0 : 1);
      }
      case "type" -> headers.put("Content-Type", one(BAD_TYPES));
      default -> throw new IllegalStateException("No violation is known for: " + twist);
    }
    return new Hostile(operation, twist, method, path, ByteBuffer.wrap(body), headers, allowed);
  }

  private String filled(String template) {
    return template
        .replace("{id}", repair)
        .replace("{eventId}", EVENT_ID)
        .replace("{n}", "1")
        .replace("{lineId}", "L-1")
        .replace("{number}", "INV-2025-000001")
        .replace("{slug}", "not-found");
  }

  /** A read with a well-formed value succeeds: with the state, or with 304. */
  private String badNoTag(String method) {
    return method.equals("get")
        ? one(List.of("", "1", "W/", "\"1"))
        : one(List.of("*", "\"1\"", ""));
  }

  private String badId() {
    return one(
        List.of(
            "R-",
            "r-1",
            "R-1%2e%2e",
            "..%2f..%2fetc",
            "%2e%2e",
            "R-1%0d%0aX:1",
            "R-%3Cscript%3Emark",
            "R-" + "A".repeat(33),
            "R-1%00",
            "R-1;v=1",
            "%F0%9F%9A%97",
            "R-1%c0%af",
            "R-UNKNOWN"));
  }

  private String otherMethod(String path) {
    Set<String> others = new TreeSet<>(METHODS);
    others.removeAll(description.get("paths").get(path).propertyNames());
    return one(List.copyOf(others));
  }

  /** Removes a field, changes its type, exceeds its limits, or adds an unknown one. */
  private String wrongField(Example example) {
    List<ObjectNode> objects = new ArrayList<>();
    collect(example.body(), objects);
    ObjectNode object = one(objects);
    String field = one(List.copyOf(object.propertyNames()));
    int first =
        switch (field) {
          case "email" -> 2; // may be null, and missing in a new repair
          case "billing" -> 1; // may be missing
          default -> example.minimal() ? 0 : 1;
        };
    switch (random.nextInt(first, 10)) {
      case 0 -> object.remove(field);
      case 1 -> object.putNull(field);
      case 2 -> object.put(field, random.nextLong());
      case 3 -> object.put(field, false); // where this is allowed, the examples have true
      case 4 -> object.putArray(field).add(MARK);
      case 5 -> object.putObject(field).put(MARK, MARK);
      case 6 -> object.put(field, "");
      case 7 -> object.put(field, " \t\n");
      case 8 -> object.put(field, MARK.repeat(30));
      default -> object.put(one(List.of("version", "status", "$ref", MARK, "__proto__", "")), MARK);
    }
    return example.body().toString();
  }

  /** The object, and all those in it. */
  private static void collect(JsonNode value, List<ObjectNode> objects) {
    if (value instanceof ObjectNode object) {
      objects.add(object);
    }
    value.forEach(each -> collect(each, objects));
  }

  /**
   * Bytes that are not this JSON.
   *
   * @param least how many
   */
  private byte[] wrongBytes(String json, int least) {
    byte[] bytes = utf8(json);
    String name = json.substring(1, json.indexOf(':'));
    return switch (random.nextInt(9)) {
      case 0 -> Arrays.copyOf(bytes, random.nextInt(least, bytes.length));
      case 1 -> utf8(json + one(List.of("}", "{}", "x", "null", MARK, "\u0000")));
      case 2 -> utf8("{" + name + ":null," + json.substring(1));
      case 3 -> utf8("[".repeat(random.nextInt(1, 5_000)) + json);
      case 4 -> utf8("\ufeff" + json);
      case 5 -> utf8(json + " ".repeat(70_000));
      case 6 -> json.replaceFirst("\"", "\"\u00e9").getBytes(StandardCharsets.ISO_8859_1);
      case 7 -> json.getBytes(StandardCharsets.UTF_16);
      default -> noiseBytes();
    };
  }

  /**
   * A valid body.
   *
   * @param minimal whether all of its fields are needed
   */
  private record Example(ObjectNode body, boolean minimal) {
    static final Example NONE = new Example(JSON.createObjectNode(), true);
  }

  /**
   * An example of the operation.
   *
   * @param any whether to take one of those that are not empty, or else the first, which is minimal
   */
  private Example example(JsonNode operation, boolean any) {
    JsonNode schema =
        resolved(operation.get("requestBody").get("content").get("application/json").get("schema"));
    List<JsonNode> examples = new ArrayList<>();
    schema.get("examples").forEach(examples::add);
    JsonNode chosen =
        any ? one(examples.stream().filter(each -> !each.isEmpty()).toList()) : examples.getFirst();
    return new Example(
        (ObjectNode) JSON.readTree(chosen.toString()), chosen.equals(examples.getFirst()));
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? description.at(node.get("$ref").asString().substring(1)) : node;
  }

  private String noise() {
    StringBuilder noise = new StringBuilder();
    for (int i = random.nextInt(200); i >= 0; i--) {
      noise.append((char) random.nextInt(33, 127));
    }
    return noise.toString();
  }

  /** Never JSON: no value begins with this character. */
  private byte[] noiseBytes() {
    byte[] noise = new byte[random.nextInt(1, 2_000)];
    random.nextBytes(noise);
    noise[0] = '<';
    return noise;
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
