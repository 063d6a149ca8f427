-- Names that differ in capitals alone become one path for some formats, and no start could bring both. The later of such twins is given back.
update data_files later
set state = 'refused', used_bytes = 0, updated_at = now(),
    name = left('twin-' || later.id || '-' || later.name, 100),
    problem = 'another file of this folder has the same name in other capitals; upload it under another name'
where exists (select from data_files earlier
              where earlier.service_id = later.service_id and earlier.folder = later.folder
                and lower(earlier.name) = lower(later.name) and earlier.id < later.id);
delete from data_file_entries using data_files where id = file_id and state = 'refused';
delete from data_file_chunks using data_files where id = file_id and state = 'refused';

drop index data_files_name;
create unique index data_files_name on data_files (service_id, folder, lower(name));
