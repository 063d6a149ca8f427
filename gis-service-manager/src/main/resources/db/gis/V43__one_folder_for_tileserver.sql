-- TileServer GL ends at once when one of its folders is not there, so its files lie in one.
update data_file_entries entries set path = 'files/' || substring(path from position('/' in path) + 1)
from data_files files join user_service_configs services on services.id = files.service_id
where entries.file_id = files.id and services.service_type = 'tileserver-gl' and files.folder <> 'files';
update data_files files set folder = 'files'
from user_service_configs services
where services.id = files.service_id and services.service_type = 'tileserver-gl' and files.folder <> 'files';
