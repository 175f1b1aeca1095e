-- Runs in Envoy on the way of an answer to a page. A browser hides a redirect from the page, so it comes as 502: its status
-- is in another field, and `location` stays, without what may be secret. A native client gets the redirect itself.
local redirects = { ["301"] = true, ["302"] = true, ["303"] = true, ["307"] = true, ["308"] = true }
local namespace = "audiokit.redirects"

function envoy_on_request(handle)
  local kind = handle:headers():get("content-type") or ""
  local isNative = kind:find("^application/grpc") ~= nil and kind:find("^application/grpc%-web") == nil
  if isNative then handle:streamInfo():dynamicMetadata():set(namespace, "native", true) end
end

function envoy_on_response(handle)
  local headers = handle:headers()
  if not redirects[headers:get(":status")] or handle:streamInfo():dynamicMetadata():get(namespace) then return end
  headers:replace(":status", "502")
  local target = headers:get("location")
  if target then headers:replace("location", (target:gsub("[?#].*", "?"):gsub("//[^/@]*@", "//"))) end
end
