(function connectionBuilder(attr) {
  var server = attr[connectionHelper.attributeServer];
  var port = attr[connectionHelper.attributePort];
  var database = attr[connectionHelper.attributeDatabase];
  return ['jdbc:h2:tcp://' + server + ':' + port + '/' + database];
});
